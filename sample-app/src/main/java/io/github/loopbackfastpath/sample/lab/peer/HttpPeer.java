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

package io.github.loopbackfastpath.sample.lab.peer;

import java.nio.file.Path;
import java.util.List;

import io.github.loopbackfastpath.FastPathStatus.ListeningSocket;
import io.github.loopbackfastpath.LoopbackFastPath;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An application as users have it: an embedded Tomcat, the starter and an endpoint. Not
 * annotated as a configuration, so that the sample application itself does not find it.
 */
@EnableAutoConfiguration
class HttpPeer {

	private static final String ANSWER = "An answer of a usual size. ".repeat(10);

	/**
	 * Start such an application and add it to the offer.
	 */
	static void open(boolean fastPath, PeerOffer offer) {
		Endpoint endpoint = fastPath ? Endpoint.FAST_PATH_HTTP : Endpoint.PLAIN_HTTP;
		String unavailable = fastPath ? LoopbackFastPath.create().availability().cause() : null;
		if (unavailable != null) {
			offer.causes().put(endpoint, unavailable);
			return;
		}
		ConfigurableApplicationContext context = start(HttpPeer.class, "--loopback-fast-path.enabled=" + fastPath);
		List<? extends ListeningSocket> refused = context.getBean(LoopbackFastPath.class)
			.status()
			.listeningSockets()
			.stream()
			.filter((socket) -> fastPath && !socket.outcome().isRequested())
			.toList();
		if (!refused.isEmpty()) {
			offer.causes().put(endpoint, refused.get(0).outcome().toString());
			return;
		}
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		offer.addresses().put(endpoint, "http://127.0.0.1:" + port + PeerOffer.HTTP_PATH);
	}

	/**
	 * Start such an application on a Unix-domain socket, beside that of the raw endpoint.
	 */
	static void openUnixDomain(PeerOffer offer) {
		String raw = offer.addresses().get(Endpoint.UNIX_DOMAIN);
		if (raw == null) {
			offer.causes().put(Endpoint.UNIX_DOMAIN_HTTP, offer.causes().get(Endpoint.UNIX_DOMAIN));
			return;
		}
		Path path = Path.of(raw).resolveSibling("http");
		path.toFile().deleteOnExit();
		try {
			start(UnixDomain.class, "--" + UnixDomain.PROPERTY + "=" + path);
			offer.addresses().put(Endpoint.UNIX_DOMAIN_HTTP, path.toString());
		}
		catch (RuntimeException ex) {
			offer.causes().put(Endpoint.UNIX_DOMAIN_HTTP, "Tomcat does not start on one here (" + ex + ")");
		}
	}

	private static ConfigurableApplicationContext start(Class<? extends HttpPeer> application, String argument) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.SERVLET)
			.registerShutdownHook(false)
			.run("--server.port=0", "--server.address=127.0.0.1", "--server.tomcat.max-keep-alive-requests=-1",
					"--logging.level.root=warn", argument);
	}

	@Bean
	RouterFunction<ServerResponse> answer() {
		return RouterFunctions.route().GET(PeerOffer.HTTP_PATH, (request) -> ServerResponse.ok().body(ANSWER)).build();
	}

	/**
	 * The same without a port.
	 */
	static class UnixDomain extends HttpPeer {

		static final String PROPERTY = "lab.unix-domain-socket";

		@Bean
		TomcatConnectorCustomizer unixDomainSocket(@Value("${" + PROPERTY + "}") String path) {
			return (connector) -> connector.setProperty("unixDomainSocketPath", path);
		}

	}

}
