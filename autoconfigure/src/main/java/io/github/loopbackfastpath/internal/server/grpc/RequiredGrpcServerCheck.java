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

package io.github.loopbackfastpath.internal.server.grpc;

import io.github.loopbackfastpath.internal.server.RequiredFastPath;
import io.github.loopbackfastpath.internal.server.RequiredListenersCheck;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/**
 * Fails the start of an application with a gRPC server that requires the fast path and
 * does not have it.
 */
public final class RequiredGrpcServerCheck extends RequiredListenersCheck {

	/**
	 * Create a new check.
	 * @param required the check of all listeners
	 * @param context the context of the application
	 */
	public RequiredGrpcServerCheck(RequiredFastPath required, ApplicationContext context) {
		super(required, context, "the gRPC server");
	}

	@Override
	protected boolean isListening(ApplicationEvent event) {
		// One within the process, or on a Unix-domain socket, has no port
		return event instanceof GrpcServerStartedEvent started && started.getPort() > 0;
	}

}
