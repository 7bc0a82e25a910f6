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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A key store with a certificate for 127.0.0.1, which the application serves and the
 * tests trust.
 */
final class LocalCertificate {

	private static final String PASSWORD = "changeit";

	private final Path keyStore;

	LocalCertificate(Path directory) throws IOException, InterruptedException {
		this.keyStore = directory.resolve("local.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-keystore", this.keyStore.toString(),
				"-storepass", PASSWORD, "-keyalg", "EC", "-dname", "CN=local", "-ext", "san=ip:127.0.0.1")
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
	}

	String[] serverArguments() {
		return new String[] { "--server.ssl.key-store=file:" + WindowsJvm.path(this.keyStore.toString()),
				"--server.ssl.key-store-password=" + PASSWORD };
	}

	SSLContext trust() throws GeneralSecurityException, IOException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(KeyStore.getInstance(this.keyStore.toFile(), PASSWORD.toCharArray()));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
