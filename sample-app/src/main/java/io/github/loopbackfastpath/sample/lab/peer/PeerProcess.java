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

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

/**
 * The second JVM, from its start to its end.
 */
public final class PeerProcess implements Closeable {

	private static final int LINES_TO_SHOW = 30;

	private static final long LONGEST_START = 180;

	private static final long LONGEST_END = 10;

	private final Process process;

	private final CompletableFuture<PeerOffer> offer = new CompletableFuture<>();

	private final Deque<String> lastLines = new ConcurrentLinkedDeque<>();

	/**
	 * Start the JVM.
	 * @param http whether Tomcats are wanted too, which take a while to start
	 * @throws IOException if it cannot be started
	 */
	public PeerProcess(boolean http) throws IOException {
		this(new JavaCommand().with(PeerServer.arguments(http)));
	}

	PeerProcess(ProcessBuilder command) throws IOException {
		this.process = command.redirectErrorStream(true).start();
		Thread reader = new Thread(this::readOutput, "lab-peer-output");
		reader.setDaemon(true);
		reader.start();
	}

	private void readOutput() {
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				read(line);
			}
		}
		catch (IOException ex) {
			this.lastLines.add(ex.toString());
		}
		this.offer.completeExceptionally(new IOException("The second JVM ended"));
	}

	private void read(String line) {
		// The JVM or a library may have begun the line with a message of its own
		int ready = line.indexOf(PeerServer.READY);
		if (ready >= 0) {
			readOffer(line, line.substring(ready + PeerServer.READY.length()));
			return;
		}
		this.lastLines.add(line);
		if (this.lastLines.size() > LINES_TO_SHOW) {
			this.lastLines.remove();
		}
	}

	private void readOffer(String line, String json) {
		try {
			this.offer.complete(JsonMapper.shared().readValue(json, PeerOffer.class));
		}
		catch (JacksonException ex) {
			this.offer.completeExceptionally(new IOException("This line cannot be read: " + line, ex));
		}
	}

	/**
	 * Wait until the peer is ready.
	 * @return what it has to offer
	 * @throws IOException if it does not become ready
	 * @throws InterruptedException if the wait is interrupted
	 */
	public PeerOffer awaitOffer() throws IOException, InterruptedException {
		try {
			return this.offer.get(LONGEST_START, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw failure(String.valueOf(cause.getMessage()), ex);
		}
		catch (TimeoutException ex) {
			throw failure("It is not ready after %d s".formatted(LONGEST_START), ex);
		}
	}

	private IOException failure(String reason, Exception cause) {
		return new IOException("The lab's second JVM does not start. %s. It said:\n%s".formatted(reason,
				String.join("\n", this.lastLines)), cause);
	}

	/**
	 * Return the process.
	 * @return a handle of the process
	 */
	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	/**
	 * End the JVM and wait until it has ended, even if this thread was interrupted.
	 */
	@Override
	public void close() throws IOException {
		boolean interrupted = Thread.interrupted();
		try {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(LONGEST_END, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor(LONGEST_END, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			interrupted = true;
		}
		deleteUnixDomainSockets();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void deleteUnixDomainSockets() throws IOException {
		PeerOffer offer = this.offer.isCompletedExceptionally() ? null : this.offer.getNow(null);
		String path = (offer != null) ? offer.addresses().get(Endpoint.UNIX_DOMAIN) : null;
		if (path != null) {
			// The one for HTTP lies beside it
			FileSystemUtils.deleteRecursively(Path.of(path).getParent());
		}
	}

}
