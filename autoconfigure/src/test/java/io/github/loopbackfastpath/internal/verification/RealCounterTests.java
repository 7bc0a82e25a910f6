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

package io.github.loopbackfastpath.internal.verification;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.internal.winsock.LoopbackConnection;
import io.github.loopbackfastpath.internal.winsock.TestConnections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IpExperiment} with the real counter of Linux' IP layer, while another
 * thread sends over loopback. In the place of the fast path stands a Unix-domain socket,
 * which really skips the IP layer.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the counter is Linux'")
class RealCounterTests {

	private static final int DECISIONS = 250;

	private volatile boolean ended;

	@Test
	void noDecisionIsWrongUnderLoad(@TempDir Path directory) throws Exception {
		Thread load = new Thread(this::load);
		load.start();
		Map<Verdict, Integer> plain;
		Map<Verdict, Integer> skipping;
		try {
			plain = decide((machine) -> machine.open(true, true));
			skipping = decide((machine) -> new UnixDomainConnection(directory));
		}
		finally {
			this.ended = true;
			load.join();
		}
		System.out.println(
				"Decisions by the real counter under load: plain TCP " + plain + ", Unix-domain socket " + skipping);
		assertThat(plain).doesNotContainKey(Verdict.ACTIVE).containsKey(Verdict.NOT_ACTIVE);
		assertThat(skipping).doesNotContainKey(Verdict.NOT_ACTIVE).containsKey(Verdict.ACTIVE);
	}

	private static Map<Verdict, Integer> decide(Candidate candidate) throws IOException {
		Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
		LinuxMachine machine = new LinuxMachine(candidate);
		for (int i = 0; i < DECISIONS; i++) {
			try (OpenConnections connections = new OpenConnections(machine)) {
				Statement statement = new IpExperiment(machine, connections).run(new Deadline(Duration.ofMinutes(1)));
				verdicts.merge(statement.verdict(), 1, Integer::sum);
			}
		}
		return verdicts;
	}

	/**
	 * Send in bursts that are as long as a block of an arm, and longer.
	 */
	private void load() {
		try (LoopbackConnection connection = TestConnections.open((handle) -> 0, false, false)) {
			for (int burst = 0; !this.ended; burst = (burst + 7) % 50) {
				connection.roundTrips(burst);
				LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@FunctionalInterface
	private interface Candidate {

		Connection open(LinuxMachine machine) throws IOException;

	}

	private static final class LinuxMachine extends TestMachine {

		private final Candidate candidate;

		LinuxMachine(Candidate candidate) {
			this.candidate = candidate;
		}

		@Override
		public Connection connect(boolean clientRequests, boolean listenerRequests) throws IOException {
			return clientRequests ? this.candidate.open(this) : open(false, false);
		}

		Connection open(boolean clientRequests, boolean listenerRequests) throws IOException {
			return super.connect(clientRequests, listenerRequests);
		}

		@Override
		public Counter openIpCounter() {
			return LinuxMachine::received;
		}

		private static long received() throws IOException {
			List<String> lines = Files.readAllLines(Path.of("/proc/net/snmp"));
			List<String> names = List.of(lines.get(0).split(" "));
			return Long.parseLong(lines.get(1).split(" ")[names.indexOf("InReceives")]);
		}

	}

	private static final class UnixDomainConnection implements Connection {

		private final SocketChannel client;

		private final SocketChannel server;

		private final ByteBuffer buffer = ByteBuffer.allocateDirect(1);

		UnixDomainConnection(Path directory) throws IOException {
			UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
			try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
				this.client = SocketChannel.open(address);
				this.server = listener.accept();
			}
			Files.delete(address.getPath());
		}

		@Override
		public void roundTrips(int count) throws IOException {
			for (int i = 0; i < count; i++) {
				this.client.write(this.buffer.clear());
				this.server.read(this.buffer.clear());
				this.server.write(this.buffer.clear());
				this.client.read(this.buffer.clear());
			}
		}

		@Override
		public void close() {
			try (this.client; this.server) {
				// Both
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
