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

import java.util.List;

import io.github.loopbackfastpath.internal.record.RecordedListener;
import io.github.loopbackfastpath.internal.system.SocketRequests;

import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose server has started.
 *
 * @param server the server
 * @param context the context
 */
public record StartedServer(TestServer server, ConfigurableApplicationContext context) {

	/**
	 * Run the application, which has to start, until the test returns.
	 * @param server its server
	 * @param application the application
	 * @param test what to do meanwhile
	 */
	public static void run(TestServer server, AbstractApplicationContextRunner<?, ?, ?> application, Test test) {
		consume(application, (context) -> {
			ApplicationContextAssertProvider<?> started = (ApplicationContextAssertProvider<?>) context;
			assertThat(started.getStartupFailure()).isNull();
			test.accept(
					new StartedServer(server, (ConfigurableApplicationContext) started.getSourceApplicationContext()));
		});
	}

	/**
	 * Run the application, which has to fail.
	 * @param application the application
	 * @return the failure
	 */
	public static Throwable failure(AbstractApplicationContextRunner<?, ?, ?> application) {
		Throwable[] failure = new Throwable[1];
		consume(application,
				(context) -> failure[0] = ((ApplicationContextAssertProvider<?>) context).getStartupFailure());
		assertThat(failure[0]).isNotNull();
		return failure[0];
	}

	private static void consume(AbstractApplicationContextRunner<?, ?, ?> application,
			ContextConsumer<ApplicationContext> consumer) {
		application.run(consumer);
	}

	public int port() {
		return this.server.port(this.context);
	}

	public String get() throws Exception {
		return get("127.0.0.1", false);
	}

	String get(String host, boolean tls) throws Exception {
		return this.server.get(host, port(), tls);
	}

	/**
	 * Stop and start the server, but not the application.
	 */
	public void restart() {
		this.server.stop(this.context);
		this.server.start(this.context);
	}

	public List<RecordedListener> listeners() {
		return this.context.getBean(SocketRequests.class).record().servers().all();
	}

	/**
	 * A test of a started application.
	 */
	@FunctionalInterface
	public interface Test {

		void accept(StartedServer server) throws Exception;

	}

}
