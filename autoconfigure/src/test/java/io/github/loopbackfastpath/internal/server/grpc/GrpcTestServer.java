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

package io.github.loopbackfastpath.internal.server.grpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathGrpcServerAutoConfiguration;
import io.github.loopbackfastpath.internal.server.TestServer;
import io.grpc.BindableService;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.InternalNettyServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/**
 * The gRPC server that has a hook.
 */
public enum GrpcTestServer implements TestServer {

	/** The one on grpc-netty. */
	GRPC_NETTY;

	@Override
	public String listener() {
		return "grpc-netty";
	}

	@Override
	public String properties() {
		return "spring.grpc.server";
	}

	@Override
	public ApplicationContextRunner application() {
		return GrpcRunner.withoutStarter().withBean("hello", BindableService.class, HelloService::new);
	}

	@Override
	public AutoConfigurations hooks() {
		return AutoConfigurations.of(LoopbackFastPathGrpcServerAutoConfiguration.class);
	}

	@Override
	public ApplicationContextRunner withoutStarter() {
		return application().withUserConfiguration(NioTransport.class);
	}

	@Override
	public AbstractApplicationContextRunner<?, ?, ?> onIpv6(AbstractApplicationContextRunner<?, ?, ?> application) {
		return TestServer.super.onIpv6(application.withBean(BracketedAddresses.class));
	}

	@Override
	public boolean isStarted(ApplicationEvent event) {
		return event instanceof GrpcServerStartedEvent;
	}

	@Override
	public int port(ApplicationContext context) {
		return GrpcRunner.port(context);
	}

	@Override
	public void stop(ApplicationContext context) {
		lifecycle(context).stop();
	}

	@Override
	public void start(ApplicationContext context) {
		lifecycle(context).start();
	}

	private static GrpcServerLifecycle lifecycle(ApplicationContext context) {
		return context.getBean(GrpcServerLifecycle.class);
	}

	@Override
	public String get(String host, int port, boolean tls) {
		ChannelCredentials credentials = tls ? TlsChannelCredentials.newBuilder()
			.trustManager(InsecureTrustManagerFactory.INSTANCE.getTrustManagers())
			.build() : InsecureChannelCredentials.create();
		ManagedChannel channel = NettyChannelBuilder.forAddress(new InetSocketAddress(host, port), credentials).build();
		try {
			return HelloService.greet(channel);
		}
		finally {
			channel.shutdownNow();
		}
	}

	/** What gRPC uses where there is no native transport. */
	@Configuration(proxyBeanMethods = false)
	static class NioTransport {

		@Bean
		ServerBuilderCustomizer<NettyServerBuilder> nioTransport() {
			return InternalNettyServerBuilder::useNioTransport;
		}

	}

	/** Spring Boot makes text of an address, without brackets if it has no name. */
	@ConfigurationPropertiesBinding
	static final class BracketedAddresses implements Converter<String, InetAddress> {

		@Override
		public InetAddress convert(String text) {
			try {
				// Java removes one pair
				return InetAddress.getByAddress("[[" + text + "]]", InetAddress.getByName(text).getAddress());
			}
			catch (UnknownHostException ex) {
				throw new IllegalArgumentException(ex);
			}
		}

	}

}
