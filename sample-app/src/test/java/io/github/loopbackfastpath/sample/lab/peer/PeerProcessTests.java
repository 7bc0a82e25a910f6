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

package io.github.loopbackfastpath.sample.lab.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PeerProcess}.
 */
class PeerProcessTests {

	@TempDir
	private Path directory;

	@Test
	void nothingIsLeftOfThePeerWhenItIsClosed() throws Exception {
		PeerProcess process = new PeerProcess(true);
		PeerOffer offer = process.awaitOffer();
		Path socket = Path.of(offer.addresses().get(Endpoint.UNIX_DOMAIN));
		assertThat(socket).exists();
		assertThat(Path.of(offer.addresses().get(Endpoint.UNIX_DOMAIN_HTTP))).exists().hasParent(socket.getParent());
		process.close();
		assertThat(process.handle().isAlive()).isFalse();
		assertThat(socket.getParent()).doesNotExist();
	}

	@Test
	void thePeerEndsAlsoWhenTheThreadThatClosesItIsInterrupted() throws Exception {
		PeerProcess process = new PeerProcess(false);
		process.awaitOffer();
		Thread.currentThread().interrupt();
		process.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(process.handle().isAlive()).isFalse();
	}

	@Test
	void aPeerThatDiesBeforeItIsReadyIsReported() throws Exception {
		try (PeerProcess process = new PeerProcess(false)) {
			process.handle().destroyForcibly();
			process.handle().onExit().get(1, TimeUnit.MINUTES);
			assertThatExceptionOfType(IOException.class).isThrownBy(process::awaitOffer)
				.withMessageStartingWith("The lab's second JVM does not start.");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"addresses\":{\"PLAIN\":[GC pause]", "{\"addresses\":{\"ELSEWHERE\":\"1\"}}", "" })
	@Timeout(60)
	void aLineThatCannotBeReadIsReportedAtOnce(String json) throws Exception {
		try (PeerProcess process = new PeerProcess(thatSays(PeerServer.READY + json))) {
			assertThatExceptionOfType(IOException.class).isThrownBy(process::awaitOffer)
				.withMessageContaining("This line cannot be read: " + PeerServer.READY + json);
		}
	}

	@Test
	@Timeout(60)
	void theOfferIsReadAlsoBehindAMessageOfTheJvm() throws Exception {
		String line = "[0.5s][info] " + PeerServer.READY + "{\"addresses\":{\"PLAIN\":\"1\"},\"causes\":{}}";
		try (PeerProcess process = new PeerProcess(thatSays(line))) {
			assertThat(process.awaitOffer().addresses()).containsEntry(Endpoint.PLAIN, "1");
		}
	}

	@Test
	@Timeout(60)
	void aPeerWhoseTomcatDoesNotStartIsReportedAtOnce() throws Exception {
		ProcessBuilder command = new JavaCommand().with(PeerServer.arguments(true));
		command.command().add(1, "-Dserver.tomcat.threads.max=many");
		try (PeerProcess process = new PeerProcess(command)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(process::awaitOffer)
				.withMessageStartingWith("The lab's second JVM does not start. The second JVM ended.")
				.withMessageContaining("many");
		}
	}

	/**
	 * A program that prints the line and stays until its input ends.
	 */
	private ProcessBuilder thatSays(String line) throws IOException {
		Path text = Files.writeString(this.directory.resolve("line"), line + "\n");
		return new ProcessBuilder("cat", text.toString(), "-");
	}

}
