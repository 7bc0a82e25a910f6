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

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;

/**
 * Registers the builder of a reactive web application, in which Spring Boot has none and
 * each user of it detects the same one for itself, out of reach of a hook. Does so after
 * all conditions were evaluated: those on a builder match as they do without the starter.
 */
class DetectedBuilderRegistrar implements BeanFactoryPostProcessor {

	static final String BEAN_NAME = "loopbackFastPathDetectedBuilder";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// No bean is created to find out, as for a condition
		boolean missing = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory,
				ClientHttpRequestFactoryBuilder.class, true, false).length == 0;
		if (missing && beanFactory instanceof BeanDefinitionRegistry registry) {
			RootBeanDefinition definition = new RootBeanDefinition(DetectedBuilderFactoryBean.class);
			definition.setLazyInit(true);
			registry.registerBeanDefinition(BEAN_NAME, definition);
		}
	}

}
