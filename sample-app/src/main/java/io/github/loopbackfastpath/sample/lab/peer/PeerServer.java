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
import java.util.List;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ApplicationArguments;

/**
 * The main class, so to speak, of the second JVM: opens every endpoint there is and says
 * so in one line.
 */
public final class PeerServer {

	/** The option that makes the sample application the lab's peer. */
	public static final String OPTION = "lab.peer";

	private static final String HTTP_OPTION = "lab.peer.http";

	static final String READY = "The lab's peer is ready: ";

	private PeerServer() {
	}

	/**
	 * Run the peer until the lab ends, or end this JVM at once if the peer cannot start.
	 * @param arguments the command line
	 */
	public static void run(ApplicationArguments arguments) {
		new ParentWatch(System.in).start();
		try {
			open(arguments);
		}
		catch (Exception | LinkageError ex) {
			ex.printStackTrace();
			// An exit would wait for the parent, which waits for this JVM
			Runtime.getRuntime().halt(1);
		}
	}

	private static void open(ApplicationArguments arguments) throws IOException {
		PeerOffer offer = new PeerOffer(new TreeMap<>(), new TreeMap<>());
		new RawEndpoints(offer).open();
		if (arguments.containsOption(HTTP_OPTION)) {
			HttpPeer.open(false, offer);
			HttpPeer.open(true, offer);
			HttpPeer.openUnixDomain(offer);
		}
		System.out.println(READY + JsonMapper.shared().writeValueAsString(offer));
	}

	static List<String> arguments(boolean http) {
		return http ? List.of("--" + OPTION, "--" + HTTP_OPTION) : List.of("--" + OPTION);
	}

}
