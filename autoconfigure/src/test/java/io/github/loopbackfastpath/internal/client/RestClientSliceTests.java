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

package io.github.loopbackfastpath.internal.client;

import io.github.loopbackfastpath.internal.system.TestFastPath;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * A test of the application's own, with Spring Boot's mock server, does not notice the
 * starter.
 */
@RestClientTest(properties = { TestFastPath.WINDOWS, "loopback-fast-path.enabled=true" })
class RestClientSliceTests {

	@Autowired
	private MockRestServiceServer server;

	@Test
	void mockServerAnswers(@Autowired RestClient.Builder builder) {
		this.server.expect(requestTo("http://127.0.0.1:1/hello")).andRespond(withSuccess().body("mocked"));
		assertThat(builder.build().get().uri("http://127.0.0.1:1/hello").retrieve().body(String.class))
			.isEqualTo("mocked");
		this.server.verify();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
