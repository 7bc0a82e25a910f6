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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.github.loopbackfastpath.FastPathStatus.Moment;
import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.server.ServerHook;
import io.github.loopbackfastpath.internal.server.ServerSockets;
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
 * resources create the channels, so a {@link BeforeBindHandler} enters them there.
 */
public class ReactorServerHook
		implements ServerHook, WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered {

	static final String COMPONENT = "reactor-netty";

	private static final Log logger = LogFactory.getLog(ReactorServerHook.class);

	private final ServerSockets sockets;

	private final BeforeBindHandler handler = new BeforeBindHandler(this);

	private final BindNotice notice = new BindNotice();

	private final List<Channel> open = new CopyOnWriteArrayList<>();

	/**
	 * Create a new hook.
	 * @param sockets what to call before a channel binds
	 */
	public ReactorServerHook(ServerSockets sockets) {
		this.sockets = sockets.forComponent(COMPONENT);
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
		return (factory.getClass() == ReactorResourceFactory.class) ? new HookedResourceFactory(factory, this.handler)
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
				.runOn(HookedLoopResources.of(configuration.loopResources(), this.handler),
						configuration.isPreferNative())
				.attr(ChannelListener.ACCEPTED_OPTIONS, configuration.childOptions())
				.doOnBound((bound) -> start(bound.channel(), address));
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

	void beforeBind(Channel channel, SocketAddress address) {
		Guard.run("No fast path for a channel", () -> start(new ChannelListener(channel, address, Moment.BEFORE_BIND)));
	}

	void bound(Channel channel) {
		this.sockets.bound(channel, channel.localAddress());
	}

	private void start(Channel channel, @Nullable Supplier<? extends SocketAddress> address) {
		Guard.run("No fast path for a channel", () -> {
			if (!this.open.contains(channel)) {
				start(new ChannelListener(channel, (address != null) ? address.get() : null, Moment.BEFORE_ACCEPT));
			}
		});
		this.notice.given();
	}

	private void start(ChannelListener listener) {
		this.open.add(listener.channel());
		listener.channel().closeFuture().addListener((closed) -> {
			this.open.remove(listener.channel());
			this.sockets.forget(listener.channel());
		});
		this.sockets.start(listener);
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
		return this.open.stream().filter((channel) -> port(channel) == port).reduce((first, last) -> last).orElse(null);
	}

	private static int port(Channel channel) {
		return (channel.localAddress() instanceof InetSocketAddress inet) ? inet.getPort() : -1;
	}

}
