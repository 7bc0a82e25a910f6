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

import io.github.loopbackfastpath.internal.record.Guard;
import io.github.loopbackfastpath.internal.server.reactor.ReactorServerHook;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Replaces Reactor Netty's resource factories with hooked ones. Comes last, to see each
 * as it will be used.
 */
class ReactorResourceFactoryPostProcessor implements BeanPostProcessor, Ordered {

	private final ObjectProvider<ReactorServerHook> hook;

	ReactorResourceFactoryPostProcessor(ObjectProvider<ReactorServerHook> hook) {
		this.hook = hook;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof ReactorResourceFactory factory) ? hook(factory) : bean;
	}

	private ReactorResourceFactory hook(ReactorResourceFactory factory) {
		ReactorResourceFactory[] hooked = { factory };
		Guard.run("No fast path for a resource factory",
				() -> this.hook.ifAvailable((hook) -> hooked[0] = hook.hook(factory)));
		return hooked[0];
	}

}
