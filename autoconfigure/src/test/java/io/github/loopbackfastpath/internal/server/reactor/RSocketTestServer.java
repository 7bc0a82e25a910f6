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

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathRSocketAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathReactorServerAutoConfiguration;
import io.github.loopbackfastpath.internal.server.TestServer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketConnector;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import io.rsocket.util.DefaultPayload;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpSslContextSpec;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.rsocket.autoconfigure.RSocketMessagingAutoConfiguration;
import org.springframework.boot.rsocket.autoconfigure.RSocketServerAutoConfiguration;
import org.springframework.boot.rsocket.autoconfigure.RSocketStrategiesAutoConfiguration;
import org.springframework.boot.rsocket.context.RSocketPortInfoApplicationContextInitializer;
import org.springframework.boot.rsocket.context.RSocketServerBootstrap;
import org.springframework.boot.rsocket.context.RSocketServerInitializedEvent;
import org.springframework.boot.rsocket.server.RSocketServerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The RSocket servers that have a hook, in an application without a web server.
 */
public enum RSocketTestServer implements TestServer {

	/** Frames on TCP. */
	RSOCKET_TCP("tcp"),

	/** Frames in WebSocket messages. */
	RSOCKET_WEBSOCKET("websocket");

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	// Not those that end with an application
	private static final LoopResources CLIENT_LOOPS = LoopResources.create("rsocket-client", 2, true);

	private final String transport;

	RSocketTestServer(String transport) {
		this.transport = transport;
	}

	@Override
	public String listener() {
		return "reactor-netty";
	}

	@Override
	public String properties() {
		return "spring.rsocket.server";
	}

	@Override
	public ApplicationContextRunner application() {
		return new ApplicationContextRunner().withInitializer(new RSocketPortInfoApplicationContextInitializer())
			.withConfiguration(
					AutoConfigurations.of(SslAutoConfiguration.class, RSocketStrategiesAutoConfiguration.class,
							RSocketMessagingAutoConfiguration.class, RSocketServerAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.withPropertyValues("spring.rsocket.server.port=0", "spring.rsocket.server.address=127.0.0.1",
					"spring.rsocket.server.transport=" + this.transport);
	}

	@Override
	public AutoConfigurations hooks() {
		return AutoConfigurations.of(LoopbackFastPathReactorServerAutoConfiguration.class,
				LoopbackFastPathRSocketAutoConfiguration.class);
	}

	@Override
	public boolean isStarted(ApplicationEvent event) {
		return event instanceof RSocketServerInitializedEvent;
	}

	@Override
	public int port(ApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.rsocket.server.port", Integer.class);
	}

	@Override
	public void stop(ApplicationContext context) {
		context.getBean(RSocketServerBootstrap.class).stop();
	}

	@Override
	public void start(ApplicationContext context) {
		context.getBean(RSocketServerBootstrap.class).start();
	}

	/**
	 * Without the starter neither: it keeps event loops that end with the context.
	 */
	@Override
	public boolean startsAgainWithItsContext() {
		return false;
	}

	@Override
	public String get(String host, int port, boolean tls) {
		RSocket client = connect(host, port, tls, (channel) -> {
		});
		try {
			return greet(client);
		}
		finally {
			client.dispose();
		}
	}

	/**
	 * Connect to the server.
	 * @param host a name or an address
	 * @param port the port
	 * @param tls whether the connection has TLS, with whatever certificate
	 * @param beforeConnect what to do with the channel before
	 */
	public RSocket connect(String host, int port, boolean tls, Consumer<Channel> beforeConnect) {
		ClientTransport client = (this == RSOCKET_TCP) ? TcpClientTransport.create(tcp(tls, host, port, beforeConnect))
				: WebsocketClientTransport.create(http(tls, host, port, beforeConnect), "/");
		return Objects.requireNonNull(RSocketConnector.connectWith(client).block(TIMEOUT));
	}

	private static TcpClient tcp(boolean tls, String host, int port, Consumer<Channel> beforeConnect) {
		TcpClient client = TcpClient.newConnection()
			.runOn(CLIENT_LOOPS)
			.host(host)
			.port(port)
			.doOnChannelInit((observer, channel, address) -> beforeConnect.accept(channel));
		return tls ? client.secure((ssl) -> ssl.sslContext(trustAll(TcpSslContextSpec.forClient()))) : client;
	}

	private static HttpClient http(boolean tls, String host, int port, Consumer<Channel> beforeConnect) {
		HttpClient client = HttpClient.newConnection()
			.runOn(CLIENT_LOOPS)
			.host(host)
			.port(port)
			.doOnChannelInit((observer, channel, address) -> beforeConnect.accept(channel));
		return tls ? client.secure((ssl) -> ssl.sslContext(trustAll(Http11SslContextSpec.forClient()))) : client;
	}

	private static GenericSslContextSpec<?> trustAll(GenericSslContextSpec<SslContextBuilder> spec) {
		return spec.configure((context) -> context.trustManager(InsecureTrustManagerFactory.INSTANCE));
	}

	/**
	 * Ask the server.
	 * @param client a connection to it
	 * @return "hello"
	 */
	public static String greet(RSocket client) {
		Payload answer = Objects.requireNonNull(client.requestResponse(DefaultPayload.create("")).block(TIMEOUT));
		return answer.getDataUtf8();
	}

	/**
	 * Return what an application without a web server needs for an RSocket server, and
	 * what ends with it at once.
	 */
	public static ReactorResourceFactory resourceFactory() {
		ReactorResourceFactory factory = new ReactorResourceFactory();
		factory.setShutdownQuietPeriod(Duration.ZERO);
		return factory;
	}

	static SocketAcceptor greeting() {
		return SocketAcceptor.forRequestResponse((request) -> {
			request.release();
			return Mono.just(DefaultPayload.create("hello"));
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			return resourceFactory();
		}

		@Bean
		RSocketServerBootstrap bootstrap(RSocketServerFactory factory) {
			return new RSocketServerBootstrap(factory, greeting());
		}

	}

}
