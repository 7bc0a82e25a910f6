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

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Fails the start of an application with a server that is not a web server, if it
 * requires the fast path and does not have it. Such an application need not have a web
 * server.
 */
public abstract class RequiredListenersCheck implements ApplicationListener<ApplicationEvent> {

	private final RequiredFastPath required;

	private final ApplicationContext context;

	private final String server;

	private volatile boolean listening;

	/**
	 * Create a new check.
	 * @param required the check of all listeners
	 * @param context the context of the application
	 * @param server the name of the server in a failure
	 */
	protected RequiredListenersCheck(RequiredFastPath required, ApplicationContext context, String server) {
		this.required = required;
		this.context = context;
		this.server = server;
	}

	/**
	 * Return whether the event says that a server listens.
	 */
	protected abstract boolean isListening(ApplicationEvent event);

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (isListening(event)) {
			this.listening = true;
		}
		else if (event instanceof ContextRefreshedEvent refreshed && refreshed.getSource() == this.context
				&& this.listening) {
			this.required.checkAll(this.server);
		}
	}

}
