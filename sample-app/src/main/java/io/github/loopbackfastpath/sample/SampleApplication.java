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

package io.github.loopbackfastpath.sample;

import java.util.List;

import io.github.loopbackfastpath.sample.lab.peer.PeerServer;
import io.github.loopbackfastpath.sample.lab.report.LabCommand;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/**
 * The sample application. With {@code --lab} it is the loopback lab instead.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Start the application.
	 * @param args the command line, in which properties can be set
	 */
	public static void main(String[] args) {
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		if (arguments.containsOption(PeerServer.OPTION)) {
			logWarningsOnly();
			PeerServer.run(arguments);
		}
		else if (LabCommand.isMeant(List.of(args))) {
			logWarningsOnly();
			System.exit(new LabCommand(System.out).run(List.of(args)));
		}
		else {
			SpringApplication.run(SampleApplication.class, args);
		}
	}

	private static void logWarningsOnly() {
		LoggingSystem logging = LoggingSystem.get(SampleApplication.class.getClassLoader());
		logging.beforeInitialize();
		logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

}
