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

package io.github.loopbackfastpath.benchmark;

import java.io.IOException;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * An embedded Tomcat in a JVM of its own, which says hello over connections that it keeps
 * for ever.
 */
final class HelloServer implements AutoCloseable {

	private final BenchmarkJvm jvm;

	private final int port;

	HelloServer() throws IOException {
		this.jvm = BenchmarkJvm.start(HelloServer.class);
		this.port = Integer.parseInt(this.jvm.lineAfter("port "));
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.jvm.close();
	}

	public static void main(String[] args) throws IOException {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		factory.addConnectorCustomizers((connector) -> connector.setProperty("maxKeepAliveRequests", "-1"));
		WebServer server = factory.getWebServer((context) -> context.addServlet("hello", new Hello()).addMapping("/"));
		server.start();
		System.out.println("port " + server.getPort());
		// Ends with the one who started it
		while (System.in.read() >= 0) {
			continue;
		}
		System.exit(0);
	}

	static final class Hello extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().print("hello");
		}

	}

}
