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

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;

import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.AbstractNetworkChannelEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * What is used of Tomcat's internals: {@code AbstractProtocol.getEndpoint()},
 * {@code AbstractNetworkChannelEndpoint.getServerSocket()},
 * {@code AbstractEndpoint.bindState} with its value {@code BOUND_ON_START}, and
 * {@code NioEndpoint.serverSock}. Tomcat's modules are open, so no flag is needed.
 */
class EndpointInternals {

	private final Method getEndpoint = accessible(AbstractProtocol.class.getDeclaredMethod("getEndpoint"));

	private final Method getServerSocket = accessible(
			AbstractNetworkChannelEndpoint.class.getDeclaredMethod("getServerSocket"));

	private final Field bindState = AbstractEndpoint.class.getDeclaredField("bindState");

	private final Field serverSock = NioEndpoint.class.getDeclaredField("serverSock");

	private final Object boundOnStart = bindState("BOUND_ON_START");

	/**
	 * Find the internals.
	 * @throws ReflectiveOperationException if one of them is gone
	 */
	EndpointInternals() throws ReflectiveOperationException {
		this.bindState.setAccessible(true);
		this.serverSock.setAccessible(true);
	}

	private static Method accessible(Method method) {
		method.setAccessible(true);
		return method;
	}

	private Object bindState(String name) throws ReflectiveOperationException {
		for (Object constant : this.bindState.getType().getEnumConstants()) {
			if (constant.toString().equals(name)) {
				return constant;
			}
		}
		throw new NoSuchFieldException("AbstractEndpoint.BindState." + name);
	}

	/**
	 * Return the endpoint of the protocol, or {@code null} if it listens on no channel.
	 */
	@Nullable AbstractNetworkChannelEndpoint<?, ?> endpoint(ProtocolHandler protocol) throws ReflectiveOperationException {
		Object endpoint = (protocol instanceof AbstractProtocol<?>) ? this.getEndpoint.invoke(protocol) : null;
		return (endpoint instanceof AbstractNetworkChannelEndpoint<?, ?> network) ? network : null;
	}

	@Nullable NetworkChannel serverSocket(AbstractNetworkChannelEndpoint<?, ?> endpoint) throws ReflectiveOperationException {
		return (NetworkChannel) this.getServerSocket.invoke(endpoint);
	}

	/**
	 * Tell the endpoint that what {@code AbstractEndpoint.start()} does first is done.
	 */
	void setBoundOnStart(AbstractNetworkChannelEndpoint<?, ?> endpoint) throws ReflectiveOperationException {
		this.bindState.set(endpoint, this.boundOnStart);
	}

	/**
	 * Give the endpoint the channel that its next {@code bind()} takes if it is made to
	 * believe that it inherits one.
	 */
	void setServerSocket(NioEndpoint endpoint, ServerSocketChannel channel) throws ReflectiveOperationException {
		this.serverSock.set(endpoint, channel);
	}

	/**
	 * Return whether the endpoint opens its socket the way {@link NioEndpoint} does.
	 */
	boolean opensItsSocketAsNioEndpoint(AbstractEndpoint<?, ?> endpoint) {
		return endpoint instanceof NioEndpoint && isOfNioEndpoint(endpoint, "bind")
				&& isOfNioEndpoint(endpoint, "initServerSocket") && isOfNioEndpoint(endpoint, "getServerSocket");
	}

	private static boolean isOfNioEndpoint(AbstractEndpoint<?, ?> endpoint, String name) {
		Method method = ReflectionUtils.findMethod(endpoint.getClass(), name);
		return method != null && method.getDeclaringClass() == NioEndpoint.class;
	}

}
