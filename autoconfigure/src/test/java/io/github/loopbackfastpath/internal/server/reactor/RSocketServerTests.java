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

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.RunsOnWindowsJvm;
import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.server.ServerContract;
import io.github.loopbackfastpath.internal.server.TestServer;
import org.awaitility.Awaitility;
import org.awaitility.Durations;
import org.junit.jupiter.api.Test;

import org.springframework.boot.rsocket.netty.NettyRSocketServerFactory;
import org.springframework.boot.rsocket.server.RSocketServer;
import org.springframework.boot.rsocket.server.RSocketServer.Transport;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for an RSocket server as for every other one, and for one beside a web
 * server, with the event loops of the application's resource factory.
 */
@RunsOnWindowsJvm
class RSocketServerTests extends ServerContract {

	static TestServer[] servers() {
		return RSocketTestServer.values();
	}

	@Test
	void serverBesideTheWebServerIsRequestedBeforeBind() {
		RSocketTestServer rsocket = (RSocketTestServer) this.server;
		ReactorRunner.recording(this.call).run((context) -> {
			NettyRSocketServerFactory factory = new NettyRSocketServerFactory();
			factory.setResourceFactory(context.getBean(ReactorResourceFactory.class));
			factory.setTransport((rsocket == RSocketTestServer.RSOCKET_TCP) ? Transport.TCP : Transport.WEBSOCKET);
			factory.setAddress(InetAddress.getByName("127.0.0.1"));
			RSocketServer server = factory.create(RSocketTestServer.greeting());
			server.start();
			try {
				assertThat(this.call.calls()).hasSize(2)
					.allMatch((recorded) -> recorded.localPort() == 0 && !recorded.listening());
				InetSocketAddress address = server.address();
				assertThat(ReactorRunner.listeners(context)).hasSize(2)
					.allMatch((listener) -> listener.moment() == Moment.BEFORE_BIND)
					.extracting(RecordedListener::localAddress)
					.contains("127.0.0.1:" + address.getPort());
				assertThat(rsocket.get("127.0.0.1", address.getPort(), false)).isEqualTo("hello");
			}
			finally {
				server.stop();
			}
			// It does not wait for its channel
			Awaitility.await().atMost(Durations.ONE_MINUTE).until(() -> ReactorRunner.listeners(context).size() == 1);
		});
	}

}
