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

package io.github.loopbackfastpath.sample.lab.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LabEvents}. Tomcat waits without end for a page that does not read, so
 * that nothing but the lab decides who waits.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "server.tomcat.connection-timeout=-1")
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
@Timeout(60)
class LabEventsTests {

	// More than the sockets' buffers hold
	private static final String LARGE = "x".repeat(16 * 1024 * 1024);

	@Autowired
	private LabEvents events;

	@LocalServerPort
	private int port;

	@Test
	void aPageThatDoesNotReadDelaysNeitherTheLabNorAnotherPage() throws Exception {
		try (Socket stalled = stalledPage(); Stream<String> other = page()) {
			this.events.tell(new LabEvent("first", LARGE));
			this.events.tell(new LabEvent("second", LARGE));
			this.events.tell(new LabEvent("last", "done"));
			assertThat(other.anyMatch("event:last"::equals)).isTrue();
			try (Stream<String> later = page()) {
				assertThat(later.anyMatch("event:last"::equals)).isTrue();
			}
			assertThat(stalled.getInputStream().read()).isNotNegative();
		}
	}

	@Test
	void aNewPageIsToldTheStateAlsoBeforeTheFirstRun() throws Exception {
		try (Stream<String> page = page()) {
			assertThat(page.anyMatch((line) -> line.contains("\"state\":\"not run\""))).isTrue();
		}
	}

	private Socket stalledPage() throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress("127.0.0.1", this.port));
		socket.getOutputStream()
			.write("GET /lab/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		// Subscribed when the answer begins; the rest stays unread
		assertThat(socket.getInputStream().read()).isEqualTo('H');
		return socket;
	}

	private Stream<String> page() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/lab/events"))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines()).body();
	}

}
