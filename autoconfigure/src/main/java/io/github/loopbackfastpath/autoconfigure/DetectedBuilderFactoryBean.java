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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;

/**
 * A factory of the builder that Spring Boot detects on the class path. A class of its
 * own, from which a definition can be generated ahead of time.
 */
class DetectedBuilderFactoryBean implements FactoryBean<ClientHttpRequestFactoryBuilder<?>>, BeanClassLoaderAware {

	private @Nullable ClassLoader classLoader;

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public ClientHttpRequestFactoryBuilder<?> getObject() {
		return ClientHttpRequestFactoryBuilder.detect(this.classLoader);
	}

	@Override
	public Class<?> getObjectType() {
		return ClientHttpRequestFactoryBuilder.class;
	}

}
