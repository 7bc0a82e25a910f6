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

package io.github.loopbackfastpath.internal.client.grpc;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;

import org.springframework.boot.grpc.client.autoconfigure.GrpcChannelFactoryCustomizer;
import org.springframework.grpc.client.CompositeGrpcChannelFactory;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.client.InProcessGrpcChannelFactory;
import org.springframework.grpc.client.NettyGrpcChannelFactory;
import org.springframework.grpc.client.ShadedNettyGrpcChannelFactory;

/**
 * Records which of the beans that create gRPC channels are covered. Spring Boot applies
 * this customizer, and the hook, to its own channel factories only.
 */
public final class ChannelFactoryBeans implements GrpcChannelFactoryCustomizer {

	static final String COMPONENT = "grpc-netty-client";

	/** Spring Boot's own channel factory, the only one that is given the hook. */
	static final RecordedBuilder NETTY = new RecordedBuilder("nettyGrpcChannelFactory", "NettyGrpcChannelFactory",
			Coverage.HOOKED)
		.countedAs(COMPONENT);

	private final ClientSockets sockets;

	// No channel factory overrides equals
	private final Set<GrpcChannelFactory> springBoots = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/**
	 * Create a new instance.
	 * @param sockets where the beans are recorded
	 */
	public ChannelFactoryBeans(ClientSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public void customize(GrpcChannelFactory factory) {
		this.springBoots.add(factory);
	}

	/**
	 * Record a bean, unless it opens no sockets itself.
	 * @param factory the bean
	 * @param beanName its name
	 */
	public void inspect(GrpcChannelFactory factory, String beanName) {
		Guard.run("A channel factory is not recorded", () -> {
			if (factory instanceof NettyGrpcChannelFactory && this.springBoots.contains(factory)) {
				this.sockets.builders().put(NETTY);
			}
			else if (!(factory instanceof InProcessGrpcChannelFactory
					|| factory instanceof CompositeGrpcChannelFactory)) {
				this.sockets.builders().put(withoutHook(beanName, factory));
			}
		});
	}

	private static RecordedBuilder withoutHook(String beanName, GrpcChannelFactory factory) {
		String type = factory.getClass().getSimpleName();
		return (factory instanceof ShadedNettyGrpcChannelFactory)
				? new RecordedBuilder(beanName, type, Coverage.NO_HOOK).withRemedy(
						"Use grpc-netty in place of grpc-netty-shaded, or set 'loopback-fast-path.scope' to 'jvm'")
				: new RecordedBuilder(beanName, type, Coverage.OWN_BUILDER)
					.withRemedy("Use Spring Boot's GrpcChannelFactory, or set 'loopback-fast-path.scope' to 'jvm'");
	}

}
