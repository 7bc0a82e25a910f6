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

package io.github.loopbackfastpath.sample.windows;

import org.apache.catalina.connector.Connector;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Gives the sample application a second connector when {@code additional.port} is set.
 */
@Component
@ConditionalOnProperty("additional.port")
class AdditionalConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final int port;

	AdditionalConnector(@Value("${additional.port}") int port) {
		this.port = port;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		Connector connector = new Connector();
		connector.setPort(this.port);
		factory.addAdditionalConnectors(connector);
	}

}
