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

package io.github.loopbackfastpath.internal.server.reactor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.record.SocketOptions;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.winsock.ListenQueue;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which a web server of Reactor Netty opens its listening socket, when the
 * fast path is requested on it, and what happens if that fails.
 */
@ExtendWith(OutputCaptureExtension.class)
@RunsOnWindowsJvm
class ReactorServerTests {

	private final RecordingCall call = new RecordingCall();

	private final ReactiveWebApplicationContextRunner runner = ReactorRunner.recording(this.call);

	@Test
	void wildcardStaysDualStack() {
		this.runner.withPropertyValues("server.address=0.0.0.0").run((context) -> {
			assertRequestedBeforeBind(context);
			RecordedListener listener = ReactorRunner.listeners(context).get(0);
			assertThat(listener.dualStack()).isTrue();
			assertThat(listener.configuredAddress()).isEqualTo("*:0");
			ReactorRunner.assertAnswers(context);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void resourcesOfTheBeanKeepTheirKind(boolean global) {
		this.runner.withBean(ReactorResourceFactory.class, () -> {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(global);
			return factory;
		}).run((context) -> {
			assertRequestedBeforeBind(context);
			ReactorResourceFactory factory = context.getBean(ReactorResourceFactory.class);
			assertThat(factory.isUseGlobalResources()).isEqualTo(global);
			assertThat(factory.getLoopResources() instanceof ConnectionProvider).isEqualTo(global);
			assertThat(factory.getLoopResources()).isSameAs(factory.getLoopResources());
			ReactorRunner.assertAnswers(context);
		});
	}

	@Test
	void ownResourcesAreDisposedWithTheContext() {
		LoopResources[] resources = new LoopResources[1];
		this.runner.withBean(ReactorResourceFactory.class, () -> {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			return factory;
		}).run((context) -> {
			resources[0] = context.getBean(ReactorResourceFactory.class).getLoopResources();
			assertThat(resources[0].isDisposed()).isFalse();
		});
		assertThat(resources[0].isDisposed()).isTrue();
	}

	@Test
	void factoryWithoutResourceFactoryIsRequestedBeforeBind() {
		this.runner.withBean(NettyReactiveWebServerFactory.class).run((context) -> {
			assertRequestedBeforeBind(context);
			ReactorRunner.assertAnswers(context);
		});
	}

	@Test
	void loopResourcesOfTheUsersCustomizerAreKept() {
		LoopResources own = LoopResources.create("own");
		try {
			this.runner.withBean(NettyReactiveWebServerFactory.class, () -> {
				NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
				factory.addServerCustomizers((server) -> server.runOn(own).doOnConnection((connection) -> {
					assertThat(Thread.currentThread().getName()).startsWith("own-");
					connection.addHandlerLast("seen", new io.netty.channel.ChannelInboundHandlerAdapter());
				}));
				return factory;
			}).run((context) -> {
				assertRequestedBeforeBind(context);
				ReactorRunner.assertAnswers(context);
			});
		}
		finally {
			own.dispose();
		}
	}

	@Test
	void noticeOfTheApplicationThatFailsIsNotWaitedFor(CapturedOutput output) {
		this.runner.withPropertyValues("loopback-fast-path.required=true")
			.withBean(NettyReactiveWebServerFactory.class, () -> {
				NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
				factory.addServerCustomizers((server) -> server.doOnBound((bound) -> {
					throw new IllegalStateException("on purpose");
				}));
				return factory;
			})
			.run((context) -> {
				assertRequestedBeforeBind(context);
				ReactorRunner.assertAnswers(context);
			});
		assertThat(output).doesNotContain("did not tell within");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void resourceFactoryThatCannotBeHookedIsRequestedBeforeAccept(boolean bean) {
		assertThatNothingIsAcceptedAtTheMomentOfTheCall();
		ReactiveWebApplicationContextRunner own = bean ? this.runner.withBean(OwnResourceFactory.class) : this.runner
			.withBean(NettyReactiveWebServerFactory.class, ReactorServerTests::factoryWithHiddenResources);
		own.withPropertyValues("loopback-fast-path.server.ports=0", "loopback-fast-path.required=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(this.call.calls()).singleElement().matches(RecordingCall.Call::listening);
				assertThat(ReactorRunner.listeners(context)).singleElement().satisfies((listener) -> {
					assertThat(listener.moment()).isEqualTo(Moment.BEFORE_ACCEPT);
					assertThat(listener.outcome().isRequested()).isTrue();
					assertThat(listener.localAddress())
						.isEqualTo("127.0.0.1:" + ReactorRunner.webServer(context).getPort());
				});
				ReactorRunner.assertAnswers(context);
			});
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Wine has no Unix-domain sockets")
	void unixDomainSocketIsSkipped(@TempDir Path directory) {
		NettyServerCustomizer customizer = (server) -> server
			.bindAddress(() -> UnixDomainSocketAddress.of(directory.resolve("s")));
		this.runner.withBean(NettyServerCustomizer.class, () -> customizer).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.call.calls()).isEmpty();
			assertThat(ReactorRunner.listeners(context)).singleElement().satisfies((listener) -> {
				assertThat(listener.outcome().value()).isEqualTo("not-tcp");
				assertThat(listener.configuredAddress()).endsWith("s");
			});
		});
	}

	@Test
	void optionsOfAcceptedSocketsAreReported() {
		this.runner
			.withBean(NettyServerCustomizer.class,
					() -> (server) -> server.childOption(io.netty.channel.ChannelOption.SO_KEEPALIVE, true))
			.run((context) -> assertThat(context.getBean(SocketRequests.class).record().socketOptions().unsupported())
				.filteredOn((option) -> option.component().equals("reactor-netty"))
				.extracting(SocketOptions.Option::name)
				.containsExactly("SO_KEEPALIVE", "TCP_NODELAY"));
	}

	@Test
	void disabledStarterOrOtherSystemTouchesNothing() {
		for (String property : List.of("loopback-fast-path.enabled=false", "loopback-fast-path.server.enabled=false",
				"os.name=Linux")) {
			this.runner.withPropertyValues(property).run((context) -> {
				assertThat(context).doesNotHaveBean(ReactorServerHook.class);
				assertThat(context.getBean(ReactorResourceFactory.class).getClass())
					.isEqualTo(ReactorResourceFactory.class);
				assertThat(ReactorRunner.listeners(context)).isEmpty();
				ReactorRunner.assertAnswers(context);
			});
		}
		assertThat(this.call.calls()).isEmpty();
	}

	private void assertThatNothingIsAcceptedAtTheMomentOfTheCall() {
		this.call.answerWith((handle) -> {
			int port = RecordingCall.localPort(handle);
			if (port > 0) {
				try (Socket socket = new Socket()) {
					socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
					Thread.sleep(100);
					assertThat(ListenQueue.isWaiting(handle)).isTrue();
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}
			return 0;
		});
	}

	private void assertRequestedBeforeBind(ApplicationContext context) {
		assertThat(this.call.calls()).singleElement().matches(ReactorServerTests::isFresh);
		assertThat(ReactorRunner.listeners(context)).singleElement().satisfies((listener) -> {
			assertThat(listener.moment()).isEqualTo(Moment.BEFORE_BIND);
			assertThat(listener.outcome().isRequested()).isTrue();
		});
	}

	private static boolean isFresh(RecordingCall.Call recorded) {
		return recorded.localPort() == 0 && !recorded.listening() && !recorded.connected();
	}

	private static NettyReactiveWebServerFactory factoryWithHiddenResources() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.afterPropertiesSet();
		NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
		factory.setResourceFactory(resources);
		return factory;
	}

	static class OwnResourceFactory extends ReactorResourceFactory {

	}

}
