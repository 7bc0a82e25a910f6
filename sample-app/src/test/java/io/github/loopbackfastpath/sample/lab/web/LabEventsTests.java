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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.awaitility.Durations;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LabEvents}. Tomcat waits for a page that does not read longer than the
 * tests do, so that nothing but the lab decides who waits.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "server.tomcat.connection-timeout=60s")
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class LabEventsTests {

	// More than the sockets' buffers hold
	private static final String LARGE = "x".repeat(16 * 1024 * 1024);

	// Not a measurement: who waits for a page that does not read waits twice as long
	private static final Duration LONGEST = Duration.ofSeconds(30);

	@Autowired
	private LabEvents events;

	@LocalServerPort
	private int port;

	@Test
	void aPageThatDoesNotReadDelaysNeitherTheLabNorAnotherPage() throws Exception {
		// Closed when this fails, which lets everybody go on who waits for it
		try (Socket stalled = stalledPage()) {
			assertThat(CompletableFuture.supplyAsync(this::tellAnotherPage)).succeedsWithin(LONGEST)
				.asInstanceOf(InstanceOfAssertFactories.LIST)
				.contains("event:first", "event:second", "event:last");
			assertThat(stalled.getInputStream().read()).isEqualTo('T');
		}
	}

	@Test
	void aPageThatDoesNotReadDoesNotDelayTheEndOfTheApplication() throws Exception {
		try (Socket stalled = stalledPage()) {
			CompletableFuture<Void> end = CompletableFuture
				.runAsync(() -> this.events.tell(new LabEvent("first", LARGE)))
				.thenRun(() -> awaitStall(stalled))
				.thenRun(this.events::end);
			assertThat(end).succeedsWithin(LONGEST);
		}
	}

	/**
	 * Wait until no more of the event arrives in the socket's buffer.
	 */
	private void awaitStall(Socket stalled) {
		AtomicInteger before = new AtomicInteger();
		Awaitility.await()
			.pollInterval(Durations.TWO_HUNDRED_MILLISECONDS)
			.until(() -> stalled.getInputStream().available(),
					(available) -> available > 1024 && before.getAndSet(available) == available);
	}

	private List<String> tellAnotherPage() {
		try (Stream<String> other = page()) {
			this.events.tell(new LabEvent("first", LARGE));
			this.events.tell(new LabEvent("second", LARGE));
			this.events.tell(new LabEvent("last", "done"));
			List<String> lines = new ArrayList<>();
			other.filter((line) -> line.startsWith("event:")).peek(lines::add).anyMatch("event:last"::equals);
			return lines;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aNewPageIsToldTheStateAlsoBeforeTheFirstRun() throws Exception {
		CompletableFuture<Boolean> told = HttpClient.newHttpClient()
			.sendAsync(request(), HttpResponse.BodyHandlers.ofLines())
			.thenApply((page) -> page.body().anyMatch((line) -> line.contains("\"state\":\"not run\"")));
		assertThat(told).succeedsWithin(LONGEST).isEqualTo(true);
	}

	private Socket stalledPage() throws IOException {
		this.events.tell(new LabEvent("state", "starting"));
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.setSoTimeout((int) LONGEST.toMillis());
		socket.connect(new InetSocketAddress("127.0.0.1", this.port));
		socket.getOutputStream()
			.write("GET /lab/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		// Subscribed when the answer begins; the rest stays unread
		assertThat(socket.getInputStream().read()).isEqualTo('H');
		return socket;
	}

	private Stream<String> page() throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request(), HttpResponse.BodyHandlers.ofLines()).body();
	}

	private HttpRequest request() {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/lab/events"))
			.timeout(LONGEST)
			.build();
	}

}
