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

import io.github.loopbackfastpath.internal.client.DeclaredClients;

import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Installs the hooks in the clients that the application declares without a builder of
 * Spring Boot's. Comes last, to see each as it will be used.
 */
class DeclaredClientPostProcessor implements BeanPostProcessor, Ordered {

	private final ObjectProvider<DeclaredClients> clients;

	DeclaredClientPostProcessor(ObjectProvider<DeclaredClients> clients) {
		this.clients = clients;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (DeclaredClients.isClient(bean) && !(bean instanceof ScopedObject))
				? this.clients.getObject().install(bean, beanName) : bean;
	}

}
