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

package io.github.loopbackfastpath.internal.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.client.httpcomponents.HttpComponentsClientHook;
import io.github.loopbackfastpath.internal.client.jetty.JettyClientHook;
import io.github.loopbackfastpath.internal.client.reactor.ReactorClientHook;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.http.HttpHost;
import org.awaitility.Awaitility;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.Socks5Proxy;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JettyClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JettyClientHttpConnector;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A real client, made by one of Spring Boot's builders.
 */
public final class TestClient implements AutoCloseable {

	private final Object client;

	private final Function<String, String> get;

	private TestClient(Object client, Function<String, String> get) {
		this.client = client;
		this.get = get;
	}

	public static TestClient of(Object builder) {
		return of(builder, HttpClientSettings.defaults());
	}

	public static TestClient of(Object builder, HttpClientSettings settings) {
		if (builder instanceof ClientHttpRequestFactoryBuilder<?> imperative) {
			ClientHttpRequestFactory factory = imperative.build(settings);
			RestClient client = RestClient.builder().requestFactory(factory).build();
			return new TestClient(factory, (uri) -> client.get().uri(uri).retrieve().body(String.class));
		}
		ClientHttpConnector connector = ((ClientHttpConnectorBuilder<?>) builder).build(settings);
		WebClient client = WebClient.builder().clientConnector(connector).build();
		return new TestClient(connector, (uri) -> client.get().uri(uri).retrieve().bodyToMono(String.class).block());
	}

	public String get(String uri) {
		return this.get.apply(uri);
	}

	@Override
	public void close() {
		try {
			if (this.client instanceof DisposableBean disposable) {
				disposable.destroy();
			}
			if (this.client instanceof JettyClientHttpRequestFactory
					|| this.client instanceof JettyClientHttpConnector) {
				// Spring does not stop a client that it was given, as it is by Spring
				// Boot's builders
				Object jetty = ReflectionTestUtils.getField(this.client, "httpClient");
				stop((org.eclipse.jetty.client.HttpClient) Objects.requireNonNull(jetty));
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Stop a client of Jetty. It opens connections in advance, and loses one that is not
	 * there yet when it stops.
	 */
	private static void stop(org.eclipse.jetty.client.HttpClient jetty) throws Exception {
		Awaitility.await("no connection is being opened")
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> jetty.getDestinations()
				.stream()
				.map((destination) -> (AbstractConnectionPool) destination.getConnectionPool())
				.allMatch((pool) -> pool.getPendingConnectionCount() == 0));
		jetty.stop();
	}

	/**
	 * The builders with a hook.
	 */
	public enum Library {

		HTTP_COMPONENTS {

			@Override
			public Object builder() {
				return ClientHttpRequestFactoryBuilder.httpComponents();
			}

		},

		JETTY {

			@Override
			public Object builder() {
				return ClientHttpRequestFactoryBuilder.jetty();
			}

		},

		REACTOR {

			@Override
			public Object builder() {
				return ClientHttpRequestFactoryBuilder.reactor();
			}

		},

		REACTIVE_JETTY {

			@Override
			public Object builder() {
				return ClientHttpConnectorBuilder.jetty();
			}

		},

		REACTIVE_REACTOR {

			@Override
			public Object builder() {
				return ClientHttpConnectorBuilder.reactor();
			}

		};

		public abstract Object builder();

		/**
		 * Return the hook for such a builder.
		 */
		public ClientHook hook(ClientSockets fastPath) {
			return switch (this) {
				case HTTP_COMPONENTS -> new HttpComponentsClientHook(fastPath);
				case JETTY, REACTIVE_JETTY -> new JettyClientHook(fastPath);
				case REACTOR, REACTIVE_REACTOR -> new ReactorClientHook(fastPath);
			};
		}

		/**
		 * Install the hook in a builder of this library.
		 */
		public Object hooked(Object builder, ClientSockets fastPath) {
			return Objects
				.requireNonNull(hook(fastPath).install(builder, new RecordedBuilder("test", "Test", Coverage.HOOKED)));
		}

	}

	/**
	 * Have names resolve to the given addresses.
	 */
	static Object resolvingTo(Object builder, List<InetSocketAddress> addresses) {
		if (builder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents) {
			return httpComponents.withDnsResolver(new FixedDnsResolver(addresses));
		}
		if (builder instanceof JettyClientHttpRequestFactoryBuilder jetty) {
			return jetty.withSocketAddressResolver((host, port, context, promise) -> promise.succeeded(addresses));
		}
		if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return jetty.withSocketAddressResolver((host, port, context, promise) -> promise.succeeded(addresses));
		}
		if (builder instanceof ReactorClientHttpRequestFactoryBuilder reactor) {
			return reactor.withHttpClientCustomizer((http) -> http.resolver(new FixedResolverGroup(addresses)));
		}
		return ((ReactorClientHttpConnectorBuilder) builder)
			.withHttpClientCustomizer((http) -> http.resolver(new FixedResolverGroup(addresses)));
	}

	/**
	 * Have a pool of one connection.
	 */
	public static Object withOneConnection(Object builder) {
		if (builder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents) {
			return httpComponents.withConnectionManagerCustomizer((manager) -> manager.setMaxConnPerRoute(1));
		}
		if (builder instanceof JettyClientHttpRequestFactoryBuilder jetty) {
			return jetty.withHttpClientCustomizer((http) -> http.setMaxConnectionsPerDestination(1));
		}
		if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return jetty.withHttpClientCustomizer((http) -> http.setMaxConnectionsPerDestination(1));
		}
		HttpClient client = HttpClient.create(ConnectionProvider.create("test", 1));
		if (builder instanceof ReactorClientHttpRequestFactoryBuilder reactor) {
			return reactor.withHttpClientFactory(() -> client);
		}
		return ((ReactorClientHttpConnectorBuilder) builder).withHttpClientFactory(() -> client);
	}

	static Object behindHttpProxy(Object builder, int port) {
		if (builder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents) {
			return httpComponents
				.withHttpClientCustomizer((http) -> http.setProxy(new HttpHost("http", "127.0.0.1", port)));
		}
		return behindProxy(builder, new HttpProxy("127.0.0.1", port), ProxyProvider.Proxy.HTTP, port);
	}

	static Object behindSocksProxy(Object builder, InetSocketAddress address) {
		if (builder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents) {
			return httpComponents.withSocketConfigCustomizer((config) -> config.setSocksProxyAddress(address));
		}
		return behindProxy(builder, new Socks5Proxy("127.0.0.1", address.getPort()), ProxyProvider.Proxy.SOCKS5,
				address.getPort());
	}

	private static Object behindProxy(Object builder, ProxyConfiguration.Proxy jettyProxy, ProxyProvider.Proxy type,
			int port) {
		if (builder instanceof JettyClientHttpRequestFactoryBuilder jetty) {
			return jetty.withHttpClientCustomizer((http) -> http.getProxyConfiguration().addProxy(jettyProxy));
		}
		if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return jetty.withHttpClientCustomizer((http) -> http.getProxyConfiguration().addProxy(jettyProxy));
		}
		if (builder instanceof ReactorClientHttpRequestFactoryBuilder reactor) {
			return reactor.withHttpClientCustomizer(
					(http) -> http.proxy((proxy) -> proxy.type(type).host("127.0.0.1").port(port)));
		}
		return ((ReactorClientHttpConnectorBuilder) builder)
			.withHttpClientCustomizer((http) -> http.proxy((proxy) -> proxy.type(type).host("127.0.0.1").port(port)));
	}

	private record FixedDnsResolver(List<InetSocketAddress> addresses) implements DnsResolver {

		@Override
		public InetAddress[] resolve(String host) {
			return this.addresses.stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
		}

		@Override
		public String resolveCanonicalHostname(String host) {
			return host;
		}

	}

	/**
	 * Resolves every name to the same addresses.
	 */
	static final class FixedResolverGroup extends AddressResolverGroup<InetSocketAddress> {

		private final List<InetSocketAddress> addresses;

		FixedResolverGroup(List<InetSocketAddress> addresses) {
			this.addresses = addresses;
		}

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetSocketAddressResolver(executor, new InetNameResolver(executor) {

				@Override
				protected void doResolve(String host, Promise<InetAddress> promise) {
					promise.setSuccess(FixedResolverGroup.this.addresses.get(0).getAddress());
				}

				@Override
				protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
					promise.setSuccess(
							FixedResolverGroup.this.addresses.stream().map(InetSocketAddress::getAddress).toList());
				}

			});
		}

	}

}
