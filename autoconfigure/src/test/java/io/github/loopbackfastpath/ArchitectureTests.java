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

package io.github.loopbackfastpath;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the direction of the packages, and for what is public.
 */
class ArchitectureTests {

	private static final String BASE = "io.github.loopbackfastpath";

	private static final String INTERNAL = BASE + ".internal";

	/** What the hooks of libraries that are built on Netty share. */
	private static final String[] SHARED = { INTERNAL + ".server.netty", INTERNAL + ".client.netty" };

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(BASE);

	@Test
	void theApiIsWhatUsersNeed() {
		Set<String> types = CLASSES.stream()
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> !type.getPackageName().startsWith(INTERNAL))
			.filter((type) -> !type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(types).containsExactlyInAnyOrder("LoopbackFastPath", "FastPathAvailability", "FastPathError",
				"FastPathOutcome", "FastPathScope", "FastPathSide", "FastPathStatus", "FastPathVerification",
				"IpVersion", "LoopbackFastPathProperties", "LoopbackFastPathManagementContextConfiguration",
				"LoopbackFastPathDescriptor", "LoopbackFastPathEndpoint", "LoopbackFastPathInfoContributor",
				"LoopbackFastPathMetrics");
	}

	@Test
	void onlyWinsockKnowsJna() {
		check(noClasses().that()
			.resideOutsideOfPackage(INTERNAL + ".winsock")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.sun.jna.."));
	}

	@Test
	void nothingInternalKnowsTheWiringOrTheActuator() {
		check(noClasses().that()
			.resideInAPackage(INTERNAL + "..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(BASE + ".autoconfigure", BASE + ".actuate"));
	}

	@Test
	void theSystemKnowsNoHookAndWinsockKnowsNoSystem() {
		check(noClasses().that()
			.resideInAnyPackage(INTERNAL + ".system", INTERNAL + ".record", INTERNAL + ".winsock")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(INTERNAL + ".server..", INTERNAL + ".client..", INTERNAL + ".jvm"));
		check(noClasses().that()
			.resideInAnyPackage(INTERNAL + ".winsock", INTERNAL + ".record")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(INTERNAL + ".system"));
	}

	@Test
	void noHookKnowsAnother() {
		slices().matching(INTERNAL + ".[server|client].(*)..")
			.should()
			.notDependOnEachOther()
			.ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED))
			.check(CLASSES);
	}

	@Test
	void whatHooksShareKnowsNoHook() {
		check(noClasses().that()
			.resideInAnyPackage(SHARED)
			.should()
			.dependOnClassesThat(resideInAnyPackage(INTERNAL + ".server.*", INTERNAL + ".client.*")
				.and(not(resideInAnyPackage(SHARED)))));
	}

	@Test
	void hooksReachTheSystemThroughTheirPolicyOnly() {
		check(noClasses().that()
			.resideInAnyPackage(INTERNAL + ".server.*", INTERNAL + ".client.*")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(INTERNAL + ".system", INTERNAL + ".winsock"));
	}

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

}
