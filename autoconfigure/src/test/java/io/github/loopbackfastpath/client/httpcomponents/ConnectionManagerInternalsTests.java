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

package io.github.loopbackfastpath.client.httpcomponents;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.junit.jupiter.api.Test;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the hook takes for granted in HttpComponents. If a test fails after an upgrade,
 * clients have lost the hook: look at what it names in the new version.
 */
class ConnectionManagerInternalsTests {

	private final ConnectionManagerInternals internals = new ConnectionManagerInternals();

	private final PoolingHttpClientConnectionManagerBuilder builder = PoolingHttpClientConnectionManagerBuilder
		.create();

	@Test
	void builderHasFieldConnectionFactory() throws Exception {
		assertThat(this.internals.connectionFactory(this.builder)).isNull();
		ManagedHttpClientConnectionFactory factory = new ManagedHttpClientConnectionFactory();
		this.builder.setConnectionFactory(factory);
		assertThat(this.internals.connectionFactory(this.builder)).isSameAs(factory);
	}

	@Test
	void managerHasFieldConnFactory() throws Exception {
		ManagedHttpClientConnectionFactory factory = new ManagedHttpClientConnectionFactory();
		PoolingHttpClientConnectionManager manager = this.builder.setConnectionFactory(factory).build();
		assertThat(this.internals.connectionFactory(manager)).isSameAs(factory);
	}

	@Test
	void builderHasNoOtherStateThanFieldsThatCanBeSet() {
		assertThat(this.builder).isExactlyInstanceOf(PoolingHttpClientConnectionManagerBuilder.class);
		assertThat(PoolingHttpClientConnectionManagerBuilder.class.getSuperclass()).isEqualTo(Object.class);
		assertThat(fields()).isNotEmpty().noneMatch((field) -> Modifier.isFinal(field.getModifiers()));
	}

	@Test
	void everyFieldOfTheBuilderIsCopied() throws Exception {
		PoolingHttpClientConnectionManagerBuilder source = TestBuilders.withEverythingSet();
		for (Field field : fields()) {
			assertThat(field.get(source)).as("%s is set by this test", field.getName())
				.isNotEqualTo(field.get(this.builder));
		}
		this.internals.copy(source, this.builder);
		for (Field field : fields()) {
			assertThat(field.get(this.builder)).as(field.getName()).isEqualTo(field.get(source));
		}
	}

	@Test
	void builderOfAnUnknownClassIsNotCopied() {
		PoolingHttpClientConnectionManagerBuilder unknown = new PoolingHttpClientConnectionManagerBuilder() {
		};
		assertThatExceptionOfType(NoSuchFieldException.class)
			.isThrownBy(() -> this.internals.copy(unknown, this.builder));
	}

	@Test
	void operatorThatIsReplacedIsTheDefaultOneAndCreatedByItsOwnMethod() throws Exception {
		Method method = PoolingHttpClientConnectionManagerBuilder.class.getDeclaredMethod("createConnectionOperator",
				SchemePortResolver.class, DnsResolver.class, TlsSocketStrategy.class);
		assertThat(Modifier.isProtected(method.getModifiers())).isTrue();
		assertThat(ReflectionTestUtils.getField(this.builder.build(), "connectionOperator"))
			.isExactlyInstanceOf(DefaultHttpClientConnectionOperator.class);
	}

	private static List<Field> fields() {
		return Arrays.stream(PoolingHttpClientConnectionManagerBuilder.class.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.peek((field) -> field.setAccessible(true))
			.toList();
	}

}
