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

import io.github.loopbackfastpath.internal.server.RequiredFastPath;
import io.github.loopbackfastpath.internal.server.RequiredListenersCheck;

import org.springframework.boot.rsocket.context.RSocketServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;

/**
 * Fails the start of an application with an RSocket server that requires the fast path
 * and does not have it.
 */
public final class RequiredRSocketServerCheck extends RequiredListenersCheck {

	/**
	 * Create a new check.
	 * @param required the check of all listeners
	 * @param context the context of the application
	 */
	public RequiredRSocketServerCheck(RequiredFastPath required, ApplicationContext context) {
		super(required, context, "the RSocket server");
	}

	@Override
	protected boolean isListening(ApplicationEvent event) {
		return event instanceof RSocketServerInitializedEvent;
	}

}
