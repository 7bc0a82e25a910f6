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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.loopbackfastpath.TestKeyStore;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/**
 * A real server that knows its connections by the port at their other end.
 */
public final class ObservedServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Set<Integer> remotePorts = new ConcurrentSkipListSet<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile CountDownLatch together = new CountDownLatch(0);

	private volatile String redirectTo = "/";

	private ObservedServer(HttpServer server) {
		this.server = server;
		server.setExecutor(this.executor);
		server.createContext("/", this::handle);
		server.start();
	}

	public static ObservedServer http() {
		return http("127.0.0.1");
	}

	public static ObservedServer http(String address) {
		try {
			return new ObservedServer(HttpServer.create(new InetSocketAddress(address, 0), 0));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static ObservedServer https(SslBundle bundle) {
		try {
			HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			server.setHttpsConfigurator(new HttpsConfigurator(bundle.createSslContext()));
			return new ObservedServer(server);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a bundle with the key of the given store, which trusts itself.
	 */
	public static SslBundle sslBundle(Path store) {
		JksSslStoreDetails details = JksSslStoreDetails.forLocation(store.toString())
			.withPassword(TestKeyStore.PASSWORD);
		return SslBundle.of(new JksSslStoreBundle(details, details));
	}

	private void handle(HttpExchange exchange) throws IOException {
		this.remotePorts.add(exchange.getRemoteAddress().getPort());
		byte[] body = "hello".getBytes();
		int status = 200;
		try {
			switch (exchange.getRequestURI().getPath()) {
				case "/redirect" -> {
					exchange.getResponseHeaders().set("Location", this.redirectTo);
					status = 302;
				}
				case "/together" -> {
					this.together.countDown();
					this.together.await(20, TimeUnit.SECONDS);
				}
				case "/never" -> this.closed.await();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		try (exchange) {
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	public InetAddress address() {
		return this.server.getAddress().getAddress();
	}

	public String uri(String path) {
		String scheme = (this.server instanceof HttpsServer) ? "https" : "http";
		return scheme + "://" + this.server.getAddress().getAddress().getHostAddress() + ":" + port() + path;
	}

	/**
	 * Have {@code /redirect} lead there.
	 */
	public void redirectTo(String uri) {
		this.redirectTo = uri;
	}

	/**
	 * Have {@code /together} answer as soon as so many requests wait for it.
	 */
	public void answerTogether(int requests) {
		this.together = new CountDownLatch(requests);
	}

	/**
	 * Return the ports of the clients, one for each connection on which a request came.
	 */
	public Set<Integer> remotePorts() {
		return this.remotePorts;
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
