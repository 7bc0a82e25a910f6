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

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathJettyAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathReactorServerAutoConfiguration;
import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathTomcatAutoConfiguration;
import io.github.loopbackfastpath.internal.server.jetty.JettyRunner;
import io.github.loopbackfastpath.internal.server.reactor.ReactorRunner;
import io.github.loopbackfastpath.internal.server.tomcat.TomcatRunner;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.http.server.reactive.HttpHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded web servers of Spring Boot that have a hook.
 */
public enum TestWebServer implements TestServer {

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

	TestWebServer(String listener, Class<?> hook, Supplier<AbstractApplicationContextRunner<?, ?, ?>> application) {
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

	@Override
	public String listener() {
		return this.listener;
	}

	@Override
	public String properties() {
		return "server";
	}

	@Override
	public AbstractApplicationContextRunner<?, ?, ?> application() {
		return this.application.get().withPropertyValues("server.port=0", "server.address=127.0.0.1");
	}

	@Override
	public AutoConfigurations hooks() {
		return AutoConfigurations.of(this.hook);
	}

	@Override
	public boolean isStarted(ApplicationEvent event) {
		return event instanceof WebServerInitializedEvent;
	}

	@Override
	public int port(ApplicationContext context) {
		return webServer(context).getPort();
	}

	@Override
	public void stop(ApplicationContext context) {
		webServer(context).stop();
	}

	@Override
	public void start(ApplicationContext context) {
		webServer(context).start();
	}

	private static WebServer webServer(ApplicationContext context) {
		WebServer webServer = ((WebServerApplicationContext) context).getWebServer();
		assertThat(webServer).isNotNull();
		return webServer;
	}

	@Override
	public String get(String host, int port, boolean tls) throws Exception {
		return TomcatRunner
			.get("%s://%s:%d".formatted(tls ? "https" : "http", host.contains(":") ? "[" + host + "]" : host, port));
	}

}
