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

package io.github.loopbackfastpath.internal.server;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathJettyAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathReactorServerAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathTomcatAutoConfiguration;
import io.github.loopbackfastpath.internal.server.jetty.JettyRunner;
import io.github.loopbackfastpath.internal.server.reactor.ReactorRunner;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * The embedded servers of Spring Boot that have a hook.
 */
public enum TestServer {

	/** Servlets on Tomcat. */
	TOMCAT("http-nio", LoopbackFastPathTomcatAutoConfiguration.class, TomcatRunner::withoutStarter),

	/** WebFlux on Tomcat. */
	REACTIVE_TOMCAT("http-nio", LoopbackFastPathTomcatAutoConfiguration.class,
			() -> reactive(TomcatReactiveWebServerAutoConfiguration.class)),

	/** Servlets on Jetty. */
	JETTY("jetty", LoopbackFastPathJettyAutoConfiguration.class, JettyRunner::withoutStarter),

	/** WebFlux on Jetty. */
	REACTIVE_JETTY("jetty", LoopbackFastPathJettyAutoConfiguration.class,
			() -> reactive(JettyReactiveWebServerAutoConfiguration.class)),

	/** WebFlux on Reactor Netty. */
	REACTOR_NETTY("reactor-netty", LoopbackFastPathReactorServerAutoConfiguration.class, ReactorRunner::withoutStarter);

	private final String listener;

	private final Class<?> hook;

	private final Supplier<AbstractApplicationContextRunner<?, ?, ?>> application;

	TestServer(String listener, Class<?> hook, Supplier<AbstractApplicationContextRunner<?, ?, ?>> application) {
		this.listener = listener;
		this.hook = hook;
		this.application = application;
	}

	private static ReactiveWebApplicationContextRunner reactive(Class<?> server) {
		return new ReactiveWebApplicationContextRunner(AnnotationConfigReactiveWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, server))
			.withBean(HttpHandler.class, () -> (request, response) -> response.writeWith(
					Mono.fromSupplier(() -> response.bufferFactory().wrap("hello".getBytes(StandardCharsets.UTF_8)))));
	}

	/**
	 * Return what the names of this server's listeners begin with.
	 * @return the begin of the name
	 */
	public String listener() {
		return this.listener;
	}

	/**
	 * Return an application that answers "hello", without the starter.
	 * @return the application, on a port that is free
	 */
	public AbstractApplicationContextRunner<?, ?, ?> withoutStarter() {
		return this.application.get().withPropertyValues("server.port=0", "server.address=127.0.0.1");
	}

	/**
	 * Return the same application with the starter.
	 * @param requests requests the fast path
	 * @return the application, on a port that is free
	 */
	public AbstractApplicationContextRunner<?, ?, ?> requesting(SocketRequests requests) {
		return withoutStarter()
			.withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class, this.hook))
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withBean(SocketRequests.class, () -> requests);
	}

}
