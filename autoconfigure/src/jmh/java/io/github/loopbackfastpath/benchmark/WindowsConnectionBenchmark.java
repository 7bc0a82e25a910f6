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

package io.github.loopbackfastpath.benchmark;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Connections on a Windows JVM for which the starter asks, against those for which the
 * JDK asks with its own switch. Each pair is the median of {@value #CONNECTIONS}
 * connections in either of two JVMs, one right after the other. Both, and Wine's server,
 * run on one processor: a connection takes up to five times as long when it has to wake
 * the server on another, and nothing else would be seen. Two JVMs differ by as much as
 * what is to be judged, so there are many of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(11)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class WindowsConnectionBenchmark {

	static final int CONNECTIONS = 200;

	private Remote starter;

	private Remote jdk;

	@Setup
	public void start() throws IOException {
		this.starter = new Remote(WindowsConnections.Asking.STARTER);
		this.jdk = new Remote(WindowsConnections.Asking.JDK, "-Djdk.net.useFastTcpLoopback=true");
	}

	@Benchmark
	public void pair(Pair pair) throws Exception {
		pair.measure(() -> this.starter.connect(CONNECTIONS), () -> this.jdk.connect(CONNECTIONS));
	}

	@TearDown
	public void stop() throws IOException {
		this.starter.connect(0);
		this.jdk.connect(0);
	}

	/**
	 * A Windows JVM that connects when it is told to.
	 */
	private static final class Remote {

		private final DataInputStream in;

		private final DataOutputStream out;

		Remote(WindowsConnections.Asking asking, String... options) throws IOException {
			try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				List<String> command = new ArrayList<>();
				command.add(Path.of(System.getProperty("wine.directory"), "bin", "java").toString());
				command.addAll(List.of(options));
				command.addAll(List.of("-cp", classPath(), WindowsConnections.class.getName(), asking.name(),
						String.valueOf(server.getLocalPort())));
				ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
					.redirectInput(new File("/dev/null"))
					.redirectOutput(new File("target", "windows-connections-" + asking + ".log"));
				builder.environment().put("LOOPBACK_FAST_PATH_ANSWER", "0");
				builder.environment().put("WINDOWS_JVM_SECONDS", "900");
				builder.start();
				server.setSoTimeout(60_000);
				Socket control = server.accept();
				this.in = new DataInputStream(control.getInputStream());
				this.out = new DataOutputStream(control.getOutputStream());
			}
		}

		long connect(int connections) throws IOException {
			this.out.writeInt(connections);
			return this.in.readLong();
		}

		private static String classPath() {
			return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
				.map((entry) -> "Z:" + entry)
				.collect(Collectors.joining(";"));
		}

	}

}
