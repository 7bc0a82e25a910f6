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

package io.github.loopbackfastpath.internal.client.reactor;

import java.net.URI;
import java.util.List;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.client.DeclaredClients;
import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.rsocket.loadbalance.LoadbalanceTarget;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.TcpClient;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.messaging.rsocket.RSocketRequester;

/**
 * Has the builders of RSocket clients make the transports for a host and a port, or for a
 * URI, with a hooked client of Reactor Netty. A builder makes them itself otherwise, and
 * gives no access to them.
 */
public final class RSocketRequesterHook {

	private static final Log logger = LogFactory.getLog(RSocketRequesterHook.class);

	private static final String SPRINGS_OWN = "org.springframework.messaging.rsocket.DefaultRSocketRequesterBuilder";

	private static final String TYPE = "RSocketRequester.Builder";

	private final ClientSockets sockets;

	private final ReactorLibraryHook hook;

	/**
	 * Create a new hook.
	 * @param sockets what to call before each connection
	 */
	public RSocketRequesterHook(ClientSockets sockets) {
		this.sockets = sockets;
		this.hook = new ReactorLibraryHook(sockets);
	}

	/**
	 * Install the hook in a builder, and record it. One of a class of the application's
	 * is left alone.
	 * @param builder the bean
	 * @param beanName its name
	 * @return the builder to use
	 */
	public RSocketRequester.Builder install(RSocketRequester.Builder builder, String beanName) {
		RecordedBuilder client = new RecordedBuilder(beanName, TYPE, Coverage.HOOKED).countedAs(this.hook.component());
		try {
			boolean springsOwn = builder.getClass().getName().equals(SPRINGS_OWN);
			this.sockets.builders()
				.putPrototype(springsOwn ? client : client.with(Coverage.OWN_BUILDER).withRemedy(this.hook.remedy()));
			return springsOwn ? proxy(builder, client) : builder;
		}
		catch (Exception | LinkageError ex) {
			this.sockets.builders().putInternalsChanged(client, ex);
			return builder;
		}
	}

	private RSocketRequester.Builder proxy(RSocketRequester.Builder builder, RecordedBuilder client) {
		ProxyFactory factory = new ProxyFactory(RSocketRequester.Builder.class,
				(MethodInterceptor) (invocation) -> invoke(builder, invocation, client));
		factory.setTarget(builder);
		factory.setOpaque(true);
		return (RSocketRequester.Builder) factory.getProxy(RSocketRequester.class.getClassLoader());
	}

	@SuppressWarnings("deprecation")
	private @Nullable Object invoke(RSocketRequester.Builder builder, MethodInvocation invocation,
			RecordedBuilder client) throws Throwable {
		ClientTransport transport = transport(invocation, client);
		if (transport == null) {
			inspect(invocation.getArguments(), client);
			return invocation.proceed();
		}
		return invocation.getMethod().getName().startsWith("connect") ? builder.connect(transport)
				: builder.transport(transport);
	}

	/**
	 * Look at the transport that the application has made, or at those among which it
	 * balances the load, which are published later.
	 */
	private void inspect(Object[] arguments, RecordedBuilder client) {
		if (arguments.length > 0 && arguments[0] instanceof ClientTransport own) {
			record(own, client);
		}
		else if (arguments.length > 0 && arguments[0] instanceof Publisher<?> targets) {
			arguments[0] = Flux.from(targets).doOnNext((published) -> {
				if (published instanceof List<?> several) {
					several.stream()
						.filter(LoadbalanceTarget.class::isInstance)
						.map(LoadbalanceTarget.class::cast)
						.forEach((target) -> record(target.getTransport(), client));
				}
			});
		}
	}

	private void record(ClientTransport own, RecordedBuilder client) {
		Guard.run("A transport of RSocket is not recorded", () -> {
			Object library = DeclaredClients.libraryClientOf(own);
			if (library != null && !this.hook.isInstalled(library)) {
				this.sockets.builders().put(client.with(Coverage.OWN_TRANSPORT).withRemedy(this.hook.remedy()));
			}
		});
	}

	private @Nullable ClientTransport transport(MethodInvocation invocation, RecordedBuilder client) {
		Object[] arguments = invocation.getArguments();
		try {
			return switch (invocation.getMethod().getName()) {
				case "tcp", "connectTcp" -> tcp((String) arguments[0], (int) arguments[1], client);
				case "websocket", "connectWebSocket" -> webSocket((URI) arguments[0], client);
				default -> null;
			};
		}
		catch (Exception | LinkageError ex) {
			// The builder meets, and reports, the same
			logger.debug("No fast path for a transport of RSocket", ex);
			return null;
		}
	}

	// As TcpClientTransport.create(host, port) does
	private ClientTransport tcp(String host, int port, RecordedBuilder client) {
		TcpClient tcp = TcpClient.create().host(host).port(port);
		return TcpClientTransport.create(this.sockets.install(tcp, client, this.hook::hook));
	}

	// As WebsocketClientTransport.create(uri) does
	@SuppressWarnings("deprecation")
	private ClientTransport webSocket(URI uri, RecordedBuilder client) {
		boolean secure = "wss".equals(uri.getScheme()) || "https".equals(uri.getScheme());
		TcpClient tcp = (secure ? TcpClient.create().secure() : TcpClient.create()).host(uri.getHost())
			.port((uri.getPort() != -1) ? uri.getPort() : (secure ? 443 : 80));
		HttpClient http = HttpClient.from(tcp);
		return WebsocketClientTransport.create(this.sockets.install(http, client, this.hook::hook), uri.getPath());
	}

}
