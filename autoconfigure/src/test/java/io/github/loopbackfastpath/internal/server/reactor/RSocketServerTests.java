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
import java.net.URI;
import java.time.Duration;

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketConnector;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import io.rsocket.util.DefaultPayload;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.rsocket.netty.NettyRSocketServerFactory;
import org.springframework.boot.rsocket.server.RSocketServer;
import org.springframework.boot.rsocket.server.RSocketServer.Transport;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An RSocket server as Spring Boot makes it, with the event loops of the application's
 * resource factory.
 */
@RunsOnWindowsJvm
class RSocketServerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final RecordingCall call = new RecordingCall();

	@ParameterizedTest
	@EnumSource(Transport.class)
	void serverBesideTheWebServerIsRequestedBeforeBind(Transport transport) {
		ReactorRunner.recording(this.call).run((context) -> {
			NettyRSocketServerFactory factory = new NettyRSocketServerFactory();
			factory.setResourceFactory(context.getBean(ReactorResourceFactory.class));
			factory.setTransport(transport);
			factory.setAddress(InetAddress.getByName("127.0.0.1"));
			RSocketServer server = factory.create(SocketAcceptor.forRequestResponse(Mono::just));
			server.start();
			try {
				assertThat(this.call.calls()).hasSize(2)
					.allMatch((recorded) -> recorded.localPort() == 0 && !recorded.listening());
				InetSocketAddress address = server.address();
				assertThat(ReactorRunner.listeners(context)).hasSize(2)
					.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND)
					.extracting(RecordedListener::localAddress)
					.contains("127.0.0.1:" + address.getPort());
				assertThat(echo(transport, address.getPort())).isEqualTo("hello");
			}
			finally {
				server.stop();
			}
			// It does not wait for its channel
			Awaitility.await().atMost(TIMEOUT).until(() -> ReactorRunner.listeners(context).size() == 1);
		});
	}

	private static String echo(Transport transport, int port) {
		RSocket client = RSocketConnector
			.connectWith((transport == Transport.TCP) ? TcpClientTransport.create("127.0.0.1", port)
					: WebsocketClientTransport.create(URI.create("ws://127.0.0.1:" + port)))
			.block(TIMEOUT);
		assertThat(client).isNotNull();
		try {
			Payload answer = client.requestResponse(DefaultPayload.create("hello")).block(TIMEOUT);
			assertThat(answer).isNotNull();
			return answer.getDataUtf8();
		}
		finally {
			client.dispose();
		}
	}

}
