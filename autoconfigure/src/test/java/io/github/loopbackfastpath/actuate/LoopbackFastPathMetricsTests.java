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

package io.github.loopbackfastpath.actuate;

import java.nio.channels.ServerSocketChannel;

import io.github.loopbackfastpath.internal.system.DefaultLoopbackFastPath;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import io.github.loopbackfastpath.internal.winsock.RecordingCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.info.Info;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopbackFastPathMetrics} and {@link LoopbackFastPathInfoContributor}.
 */
class LoopbackFastPathMetricsTests {

	private final RecordingCall call = new RecordingCall();

	private final SocketRequests fastPath = TestFastPath.calling(this.call);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void socketsAreCountedBySideComponentAndOutcomeFromBeforeAndAfterBinding() throws Exception {
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			this.fastPath.forComponent("tomcat").request(channel);
			new LoopbackFastPathMetrics(this.fastPath).bindTo(this.registry);
			this.fastPath.forComponent("tomcat").request(channel);
			this.call.answerWith((handle) -> 10022);
			this.fastPath.request(channel);
		}
		assertThat(count("tomcat", "requested")).isEqualTo(2);
		assertThat(count("application", "failed")).isEqualTo(1);
	}

	@Test
	void failureOfARegistryReachesNeitherTheBinderNorARequest() throws Exception {
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			this.fastPath.forComponent("tomcat").request(channel);
			this.registry.config().onMeterAdded((meter) -> {
				if (meter.getId().getName().equals("loopback.fast.path.sockets")) {
					throw new IllegalStateException("a registry that refuses");
				}
			});
			new LoopbackFastPathMetrics(this.fastPath).bindTo(this.registry);
			assertThat(this.fastPath.request(channel).isRequested()).isTrue();
		}
	}

	@Test
	void availabilityIsAGauge() throws Exception {
		new LoopbackFastPathMetrics(this.fastPath).bindTo(this.registry);
		assertThat(this.registry.get("loopback.fast.path.available").gauge().value()).isEqualTo(1);
		this.call.answerWith((handle) -> 10045);
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			this.fastPath.request(channel);
		}
		assertThat(this.registry.get("loopback.fast.path.available").gauge().value()).isZero();
	}

	@Test
	void infoSaysWhetherItIsAvailableAndHowOftenItWasRequested() throws Exception {
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			this.fastPath.request(channel);
		}
		Info.Builder builder = new Info.Builder();
		new LoopbackFastPathInfoContributor(new DefaultLoopbackFastPath(this.fastPath)).contribute(builder);
		assertThat(builder.build().get("loopbackFastPath"))
			.hasToString("{available=true, requestedOnServerSockets=1, requestedOnClientSockets=0}");
	}

	private double count(String component, String outcome) {
		return this.registry.get("loopback.fast.path.sockets")
			.tags("side", "server", "component", component, "outcome", outcome)
			.functionCounter()
			.count();
	}

}
