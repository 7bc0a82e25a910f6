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

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;

import io.github.loopbackfastpath.internal.system.SocketRequests;
import io.github.loopbackfastpath.internal.system.TestFastPath;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A web application that says when it is ready, and ends.
 */
@EnableAutoConfiguration
public class StartUpApplication {

	public static void main(String[] args) {
		Kind kind = Kind.valueOf(args[0]);
		SpringApplication application = new SpringApplication(StartUpApplication.class);
		if (kind.recorded) {
			Recorded.add(application, kind != Kind.SWITCHED_ON_UNPREPARED);
		}
		application.addListeners((ApplicationListener<ApplicationReadyEvent>) (event) -> System.out.println(
				"ready after " + (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())));
		String system = kind.recorded ? TestFastPath.WINDOWS : "os.name=" + System.getProperty("os.name");
		application
			.run("--server.port=0", "--logging.level.root=warn", "--loopback-fast-path.enabled=" + kind.enabled,
					"--" + system)
			.close();
	}

	/**
	 * How the application is started.
	 */
	public enum Kind {

		/** The starter is not on the class path. */
		WITHOUT_STARTER(false, false),

		/** The starter is there, and switched off. */
		SWITCHED_OFF(false, false),

		/** The starter is switched on, and this is not Windows. */
		ANOTHER_SYSTEM(true, false),

		/** The starter is switched on, with all but the native call as on Windows. */
		SWITCHED_ON(true, true),

		/** The same, but prepared by whoever needs it first. */
		SWITCHED_ON_UNPREPARED(true, true),

		/** The starter is switched on, and the classes of both come from an archive. */
		SWITCHED_ON_ARCHIVED(true, true);

		private final boolean enabled;

		private final boolean recorded;

		Kind(boolean enabled, boolean recorded) {
			this.enabled = enabled;
			this.recorded = recorded;
		}

	}

	/**
	 * Does on this system what the starter does on Windows by itself.
	 */
	private static final class Recorded {

		static void add(SpringApplication application, boolean prepared) {
			AtomicReference<SocketRequests> fastPath = new AtomicReference<>();
			application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>) (event) -> {
				fastPath.set(TestFastPath.calling((handle) -> 0));
				if (prepared) {
					fastPath.get().prepare();
				}
			});
			application.addInitializers((context) -> ((GenericApplicationContext) context)
				.registerBean(SocketRequests.class, fastPath::get));
		}

	}

}
