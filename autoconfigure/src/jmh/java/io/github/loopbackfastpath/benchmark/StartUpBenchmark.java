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

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The start of a web application, from the start of its JVM until it is ready, against
 * the same application without the starter. Without the starter, too, as a control. The
 * archive is an AOT cache from JDK 25 on, and one of class data sharing before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 80)
public class StartUpBenchmark {

	// What a web application needs; everything else would only add to the noise
	private static final List<String> LIBRARIES = List.of("spring-aop", "spring-beans", "spring-boot-4",
			"spring-boot-autoconfigure-", "spring-boot-http-converter", "spring-boot-servlet", "spring-boot-tomcat",
			"spring-boot-web-server", "spring-boot-webmvc", "spring-context-", "spring-core-7", "spring-expression",
			"spring-web-", "spring-webmvc", "jspecify", "commons-logging", "slf4j", "logback", "log4j", "jul-to",
			"tomcat", "jakarta.annotation", "micrometer-commons", "micrometer-observation");

	// Without a collection, which would take a tenth of the start, wherever it fell, and
	// without the process that JNA starts to find the libraries of a Linux
	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms512m",
			"-Xmn256m", "-XX:MetaspaceSize=128m", "-Djna.platform.library.path=/",
			"-Dspring.devtools.restart.enabled=false", "-Dspring.main.banner-mode=off");

	@Param({ "WITHOUT_STARTER", "ANOTHER_SYSTEM", "SWITCHED_OFF", "SWITCHED_ON", "SWITCHED_ON_UNPREPARED",
			"SWITCHED_ON_ARCHIVED" })
	public StartUpApplication.Kind kind = StartUpApplication.Kind.SWITCHED_OFF;

	private String withoutStarter;

	private String withStarter;

	/**
	 * Make jars of the application and the starter, as users have them: an archive takes
	 * no directory.
	 */
	@Setup
	public void pack() throws IOException, InterruptedException {
		this.withoutStarter = String.join(File.pathSeparator, jar("application", "test-classes"), classPath(LIBRARIES));
		this.withStarter = String.join(File.pathSeparator, this.withoutStarter, jar("starter", "classes"),
				classPath(List.of("jna-")));
		if (this.kind == StartUpApplication.Kind.SWITCHED_ON_ARCHIVED) {
			start(this.kind, archive("Output", "ArchiveClassesAtExit", this.kind));
			start(StartUpApplication.Kind.WITHOUT_STARTER,
					archive("Output", "ArchiveClassesAtExit", StartUpApplication.Kind.WITHOUT_STARTER));
		}
	}

	private static String jar(String name, String classes) {
		String jar = new File("target", "benchmark-" + name + ".jar").getPath();
		ToolProvider.findFirst("jar")
			.orElseThrow()
			.run(System.out, System.err, "--create", "--file", jar, "-C", "target/" + classes, ".");
		return jar;
	}

	private static String archive(String ofAotCache, String ofSharedArchive, StartUpApplication.Kind kind) {
		boolean aotCache = Runtime.version().feature() >= 25;
		return "-XX:%s=target/benchmark-%s.%s".formatted(aotCache ? "AOTCache" + ofAotCache : ofSharedArchive, kind,
				aotCache ? "aot" : "jsa");
	}

	@Benchmark
	public void pair(Pair pair) throws Exception {
		pair.measure(() -> start(this.kind), () -> start(StartUpApplication.Kind.WITHOUT_STARTER));
	}

	private double start(StartUpApplication.Kind kind) throws IOException, InterruptedException {
		return (this.kind == StartUpApplication.Kind.SWITCHED_ON_ARCHIVED)
				? start(kind, archive("", "SharedArchiveFile", kind)) : start(kind, "-Xshare:auto");
	}

	private double start(StartUpApplication.Kind kind, String archive) throws IOException, InterruptedException {
		String classPath = (kind == StartUpApplication.Kind.WITHOUT_STARTER) ? this.withoutStarter : this.withStarter;
		List<String> options = new ArrayList<>(OPTIONS);
		options.add(archive);
		try (BenchmarkJvm jvm = BenchmarkJvm.start(classPath, options, StartUpApplication.class, kind.name())) {
			double millis = Double.parseDouble(jvm.lineAfter("ready after "));
			jvm.await();
			return millis;
		}
	}

	private static String classPath(List<String> libraries) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> libraries.stream().anyMatch(new File(entry).getName()::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
