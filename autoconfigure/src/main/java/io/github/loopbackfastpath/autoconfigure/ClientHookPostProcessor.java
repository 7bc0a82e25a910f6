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

import io.github.loopbackfastpath.FastPathStatus.Coverage;
import io.github.loopbackfastpath.internal.client.ClientHook;
import io.github.loopbackfastpath.internal.client.ClientSockets;
import io.github.loopbackfastpath.internal.record.ClientBuilders;
import io.github.loopbackfastpath.internal.record.RecordedBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Installs the hooks in the beans that build HTTP clients, Spring Boot's own and those
 * that the application declares. Comes last, to see each as it will be used.
 */
class ClientHookPostProcessor implements BeanPostProcessor, Ordered {

	private final ObjectProvider<ClientHook> hooks;

	private final ObjectProvider<ClientSockets> sockets;

	ClientHookPostProcessor(ObjectProvider<ClientHook> hooks, ObjectProvider<ClientSockets> sockets) {
		this.hooks = hooks;
		this.sockets = sockets;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		boolean builder = bean instanceof ClientHttpRequestFactoryBuilder<?>
				|| bean instanceof ClientHttpConnectorBuilder<?>;
		return builder ? install(bean, beanName) : bean;
	}

	private Object install(Object builder, String beanName) {
		RecordedBuilder client = new RecordedBuilder(beanName, ClassUtils.getShortName(builder.getClass()),
				Coverage.HOOKED);
		ClientBuilders clients = this.sockets.getObject().builders();
		for (ClientHook hook : this.hooks) {
			try {
				Object hooked = hook.install(builder, client);
				if (hooked != null) {
					clients.put(client);
					return hooked;
				}
			}
			catch (Exception | LinkageError ex) {
				clients.putInternalsChanged(client, ex);
				return builder;
			}
		}
		clients.put(client.with(Coverage.NO_HOOK));
		return builder;
	}

}
