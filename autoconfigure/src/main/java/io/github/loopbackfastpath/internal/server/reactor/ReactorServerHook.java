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

package io.github.loopbackfastpath.internal.server.reactor;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;

import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.server.ServerHook;
import io.github.loopbackfastpath.internal.server.ServerSockets;
import io.github.loopbackfastpath.internal.server.netty.ServerChannels;
import io.netty.channel.Channel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The hook for servers of Reactor Netty: web servers, and whatever else takes its event
 * loops from the {@link ReactorResourceFactory} bean, such as an RSocket server. The loop
 * resources create the channels, so they are hooked there.
 */
public class ReactorServerHook
		implements ServerHook, WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered {

	private static final String COMPONENT = "reactor-netty";

	private static final Log logger = LogFactory.getLog(ReactorServerHook.class);

	private final ServerChannels channels;

	private final BindNotice notice = new BindNotice();

	/**
	 * Create a new hook.
	 * @param sockets what to call before a channel binds
	 */
	public ReactorServerHook(ServerSockets sockets) {
		// The notice of Reactor Netty is not given if the application's own fails before
		// it
		this.channels = new ServerChannels(sockets, COMPONENT, this.notice::given);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/**
	 * Return a resource factory for the servers that are given the original. A subclass
	 * is not replaced, as others may depend on its type.
	 */
	public ReactorResourceFactory hook(ReactorResourceFactory factory) {
		return (factory.getClass() == ReactorResourceFactory.class) ? new HookedResourceFactory(factory, this.channels)
				: factory;
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		factory.addServerCustomizers(this::customize);
	}

	/**
	 * Hook the loop resources of a server, for a factory without a resource factory. One
	 * that has a resource factory replaces them, and if that is not hooked either, the
	 * bound channel is left.
	 */
	private HttpServer customize(HttpServer server) {
		try {
			HttpServerConfig configuration = server.configuration();
			Supplier<? extends SocketAddress> address = configuration.bindAddress();
			HttpServer hooked = server
				.runOn(HookedLoopResources.of(configuration.loopResources(), this.channels),
						configuration.isPreferNative())
				.attr(ServerChannels.ACCEPTED_OPTIONS, configuration.childOptions())
				.doOnBound((bound) -> bound(bound.channel(), address));
			return (address != null) ? hooked.bindAddress(() -> {
				this.notice.expect();
				return address.get();
			}) : hooked;
		}
		catch (Exception | LinkageError ex) {
			logger.debug("No fast path for a server of Reactor Netty", ex);
			return server;
		}
	}

	private void bound(Channel channel, @Nullable Supplier<? extends SocketAddress> address) {
		Guard.run("No fast path for a channel",
				() -> this.channels.beforeAccept(channel, (address != null) ? address.get() : null));
		this.notice.given();
	}

	/**
	 * Return the server channel, as nothing else tells which one a web server has.
	 */
	@Override
	public @Nullable Object serverOf(WebServer webServer) {
		if (!(webServer instanceof NettyWebServer)) {
			return null;
		}
		this.notice.await();
		int port = webServer.getPort();
		// The latest, as two servers may have the same port on different addresses
		return this.channels.boundTo((address) -> port(address) == port);
	}

	private static int port(@Nullable SocketAddress address) {
		return (address instanceof InetSocketAddress inet) ? inet.getPort() : -1;
	}

	/**
	 * Return whether a server that is bound to the given address was reached.
	 */
	boolean isReached(InetSocketAddress address) {
		return this.channels.boundTo(address::equals) != null;
	}

}
