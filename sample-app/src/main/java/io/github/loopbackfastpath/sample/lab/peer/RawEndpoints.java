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

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.loopbackfastpath.FastPathOutcome;
import io.github.loopbackfastpath.LoopbackFastPath;

/**
 * Opens the listening sockets on which bytes are exchanged, as far as the system has
 * them.
 */
final class RawEndpoints {

	private final PeerOffer offer;

	private final RawService service = new RawService();

	RawEndpoints(PeerOffer offer) {
		this.offer = offer;
	}

	void open() throws IOException {
		openTcp(Endpoint.PLAIN, ServerSocketChannel.open(StandardProtocolFamily.INET));
		openFastPath();
		openUnixDomain();
	}

	private void openFastPath() throws IOException {
		LoopbackFastPath fastPath = LoopbackFastPath.create();
		ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
		FastPathOutcome outcome = fastPath.request(channel);
		if (outcome.isRequested()) {
			openTcp(Endpoint.FAST_PATH, channel);
			return;
		}
		channel.close();
		String cause = fastPath.availability().cause();
		this.offer.causes().put(Endpoint.FAST_PATH, (cause != null) ? cause : outcome.toString());
	}

	private void openTcp(Endpoint endpoint, ServerSocketChannel channel) throws IOException {
		InetSocketAddress address = (InetSocketAddress) new RawListener(channel, this.service)
			.start(new InetSocketAddress("127.0.0.1", 0));
		this.offer.addresses().put(endpoint, String.valueOf(address.getPort()));
	}

	private void openUnixDomain() {
		try {
			// Short, as the path of such a socket may have about a hundred characters
			File directory = Files.createTempDirectory("lab").toFile();
			Path path = directory.toPath().resolve("s");
			directory.deleteOnExit();
			path.toFile().deleteOnExit();
			new RawListener(ServerSocketChannel.open(StandardProtocolFamily.UNIX), this.service)
				.start(UnixDomainSocketAddress.of(path));
			this.offer.addresses().put(Endpoint.UNIX_DOMAIN, path.toString());
		}
		catch (IOException | UnsupportedOperationException ex) {
			this.offer.causes().put(Endpoint.UNIX_DOMAIN, "this system has no Unix-domain sockets (" + ex + ")");
		}
	}

}
