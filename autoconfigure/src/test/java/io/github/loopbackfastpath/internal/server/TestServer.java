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

import io.github.loopbackfastpath.autoconfigure.LoopbackFastPathAutoConfiguration;
import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;

/**
 * What the tests have to know of a server, each of which has to pass those of
 * {@link ServerContract}.
 */
public interface TestServer {

	/**
	 * Return what the names of this server's listeners begin with.
	 */
	String listener();

	/**
	 * Return what the names of this server's properties begin with.
	 */
	String properties();

	/**
	 * Return an application that answers "hello".
	 * @return the application, on 127.0.0.1 and a port that is free
	 */
	AbstractApplicationContextRunner<?, ?, ?> application();

	/**
	 * Return the auto-configurations of the starter for this server.
	 */
	AutoConfigurations hooks();

	/**
	 * Return the application as it is without the starter.
	 */
	default AbstractApplicationContextRunner<?, ?, ?> withoutStarter() {
		return application();
	}

	/**
	 * Return the application with the starter.
	 * @param requests requests the fast path
	 */
	default AbstractApplicationContextRunner<?, ?, ?> requesting(SocketRequests requests) {
		return application().withConfiguration(AutoConfigurations.of(LoopbackFastPathAutoConfiguration.class))
			.withConfiguration(hooks())
			.withPropertyValues(TestFastPath.WINDOWS, "loopback-fast-path.enabled=true")
			.withBean(SocketRequests.class, () -> requests);
	}

	/**
	 * Return an application whose listener is on ::1.
	 * @param application an application of this server
	 */
	default AbstractApplicationContextRunner<?, ?, ?> onIpv6(AbstractApplicationContextRunner<?, ?, ?> application) {
		return application.withPropertyValues(properties() + ".address=::1");
	}

	/**
	 * Return whether the event says that this server has started.
	 */
	boolean isStarted(ApplicationEvent event);

	/**
	 * Return the port on which the server of an application listens.
	 */
	int port(ApplicationContext context);

	/**
	 * Stop the server of an application, but not the application.
	 */
	void stop(ApplicationContext context);

	/**
	 * Start it again.
	 */
	void start(ApplicationContext context);

	/**
	 * Return whether the server starts again when its application was stopped.
	 */
	default boolean startsAgainWithItsContext() {
		return true;
	}

	/**
	 * Ask the server, on a new connection.
	 * @param host a name or an address, without brackets
	 * @param port the port
	 * @param tls whether the connection has TLS, with whatever certificate
	 * @return what begins with "hello"
	 */
	String get(String host, int port, boolean tls) throws Exception;

}
