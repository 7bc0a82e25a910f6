/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.loopbackfastpath.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.loopbackfastpath.ForkedJvm;
import io.github.loopbackfastpath.internal.server.grpc.GrpcRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.protobuf.services.ChannelzService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole applications with other libraries of gRPC on the class path, or none.
 */
class GrpcLibrariesTests {

	private static final Path SHADED_NETTY = Path.of("target", "other-grpc", "grpc-netty-shaded.jar");

	@Test
	void eventLoopsAreThoseThatGrpcUsesWithoutNativeTransportAndShutsDown() throws Exception {
		assertThat(new ForkedJvm().with("-Dio.netty.transport.noNative=true").run(Application.class)).contains(
				"grpc-netty on 127.0.0.1:", ": requested, before bind",
				"NettyGrpcChannelFactory 'nettyGrpcChannelFactory': requests the fast path before connect",
				"answered, calls: 2", "boss threads: 1", "event loops at the end: 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "grpc-netty-1", "none" })
	void shadedNettyIsNamedWithTheRemedy(String missing) throws Exception {
		assertThat(new ForkedJvm().without(missing).withFirst(SHADED_NETTY).run(Application.class)).contains(
				"grpc-netty-shaded on 127.0.0.1:", ": the socket cannot be reached",
				"ShadedNettyGrpcChannelFactory 'shadedNettyGrpcChannelFactory': its library gives no access",
				"cannot reach the listening sockets of grpc-netty-shaded, which use plain TCP. Use grpc-netty in place"
						+ " of grpc-netty-shaded",
				"is not requested by ShadedNettyGrpcChannelFactory 'shadedNettyGrpcChannelFactory'. Use grpc-netty",
				"answered, calls: 0");
	}

	@Test
	void applicationOnSpringBootWithoutGrpcStarts() throws Exception {
		assertThat(new ForkedJvm().without("spring-boot-grpc")
			.without("spring-grpc")
			.without("grpc-")
			.run(ApplicationWithoutGrpc.class)).contains("started");
	}

	private static ConfigurableApplicationContext run(Class<?> application) {
		System.setProperty("spring.devtools.restart.enabled", "false");
		return SpringApplication.run(application, "--" + TestFastPath.WINDOWS, "--loopback-fast-path.enabled=true",
				"--spring.main.web-application-type=none", "--spring.grpc.server.port=0",
				"--spring.grpc.server.address=127.0.0.1");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ApplicationWithoutGrpc {

		public static void main(String[] args) {
			run(ApplicationWithoutGrpc.class).close();
			System.out.println("started");
			System.exit(0);
		}

		@Bean
		SocketRequests recordingFastPath() {
			return TestFastPath.calling(new RecordingCall());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] args) throws IOException {
			try (ConfigurableApplicationContext context = run(Application.class)) {
				SocketRequests requests = context.getBean(SocketRequests.class);
				System.out.println("status: " + requests.record().listeningSockets());
				System.out.println("status: " + requests.record().clientBuilders());
				GrpcRunner.assertAnswers(context.getBean(GrpcChannelFactory.class)
					.createChannel("127.0.0.1:" + context.getBean(GrpcServerLifecycle.class).getPort()));
				System.out.println("answered, calls: " + context.getBean(RecordingCall.class).calls().size());
				// With the defaults, beside the application's
				Server other = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).build().start();
				System.out.println("boss threads: " + threads("grpc-.*boss.*"));
				other.shutdownNow();
			}
			// They end a second after the last server and channel, as always
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> threads("grpc-.*ELG.*") == 0);
			System.out.println("event loops at the end: " + threads("grpc-.*ELG.*"));
			System.exit(0);
		}

		private static long threads(String name) {
			return Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().matches(name))
				.count();
		}

		@Bean
		BindableService someService() {
			// Spring Boot adds the one for health
			return ChannelzService.newInstance(1);
		}

		@Bean
		RecordingCall recordingCall() {
			return new RecordingCall();
		}

		@Bean
		SocketRequests recordingFastPath(RecordingCall call) {
			return TestFastPath.calling(call);
		}

	}

}
