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

import io.github.loopbackfastpath.internal.client.ClientBeans;

import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.core.Ordered;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Installs the hooks in the beans that build HTTP clients, Spring Boot's own and those
 * that the application declares, and looks at the clients that are beans. Comes last, to
 * see each as it will be used.
 */
class ClientHookPostProcessor implements BeanPostProcessor, Ordered {

	private final ObjectProvider<ClientBeans> beans;

	ClientHookPostProcessor(ObjectProvider<ClientBeans> beans) {
		this.beans = beans;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ScopedObject) {
			// Its target is a bean of its own
			return bean;
		}
		if (bean instanceof ClientHttpRequestFactoryBuilder<?> || bean instanceof ClientHttpConnectorBuilder<?>) {
			return this.beans.getObject().install(bean, beanName);
		}
		if (isClient(bean)) {
			this.beans.getObject().inspect(bean, beanName);
		}
		return bean;
	}

	private static boolean isClient(Object bean) {
		return bean instanceof ClientHttpRequestFactory || bean instanceof ClientHttpConnector
				|| bean instanceof RestTemplate || bean instanceof RestClient
				|| bean.getClass().getName().endsWith(".DefaultWebClient");
	}

}
