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

package io.github.loopbackfastpath.autoconfigure;

import io.github.loopbackfastpath.internal.client.reactor.RSocketRequesterHook;

import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.messaging.rsocket.RSocketRequester;

/**
 * Installs the hook in the builders of RSocket clients. Comes last, to see each as it
 * will be used.
 */
class RSocketRequesterPostProcessor implements BeanPostProcessor, Ordered {

	private final ObjectProvider<RSocketRequesterHook> hook;

	RSocketRequesterPostProcessor(ObjectProvider<RSocketRequesterHook> hook) {
		this.hook = hook;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof RSocketRequester.Builder builder && !(bean instanceof ScopedObject))
				? this.hook.getObject().install(builder, beanName) : bean;
	}

}
