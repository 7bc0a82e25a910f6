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

package io.github.loopbackfastpath.internal.server.tomcat;

import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.AbstractNetworkChannelEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointInternals}. Each names one internal of Tomcat, so that the one
 * that fails after an upgrade tells what has moved.
 */
class EndpointInternalsTests {

	@Test
	void protocolHasItsEndpoint() throws Exception {
		assertThat(AbstractProtocol.class.getDeclaredMethod("getEndpoint").getReturnType())
			.isEqualTo(AbstractEndpoint.class);
	}

	@Test
	void endpointHasItsServerSocket() throws Exception {
		assertThat(AbstractNetworkChannelEndpoint.class.getDeclaredMethod("getServerSocket")).isNotNull();
	}

	@Test
	void endpointKnowsWhetherItIsBound() throws Exception {
		assertThat(AbstractEndpoint.class.getDeclaredField("bindState").getType().getEnumConstants())
			.extracting(Object::toString)
			.contains("UNBOUND", "BOUND_ON_START");
	}

	@Test
	void nioEndpointKeepsItsServerSocket() throws Exception {
		assertThat(NioEndpoint.class.getDeclaredField("serverSock").getType())
			.isEqualTo(java.nio.channels.ServerSocketChannel.class);
	}

	@Test
	void nioEndpointOpensItsSocketInMethodsThatCanBeOverridden() throws Exception {
		for (String method : new String[] { "bind", "initServerSocket", "getServerSocket" }) {
			assertThat(NioEndpoint.class.getDeclaredMethod(method)).isNotNull();
		}
		assertThat(new EndpointInternals().opensItsSocketAsNioEndpoint(new NioEndpoint())).isTrue();
		assertThat(new EndpointInternals().opensItsSocketAsNioEndpoint(new TomcatScenarioTests.OwnBindEndpoint()))
			.isFalse();
	}

}
