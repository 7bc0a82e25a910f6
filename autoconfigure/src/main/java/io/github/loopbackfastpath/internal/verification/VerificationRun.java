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

package io.github.loopbackfastpath.internal.verification;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.loopbackfastpath.FastPathError;
import io.github.loopbackfastpath.FastPathVerification;
import io.github.loopbackfastpath.FastPathVerification.Verdict;
import io.github.loopbackfastpath.FastPathVerification.Witness;
import io.github.loopbackfastpath.internal.winsock.RequestRefusedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One run of the verification. Never throws, and closes its connections.
 */
final class VerificationRun {

	private static final Log logger = LogFactory.getLog(VerificationRun.class);

	private final Machine machine;

	private final OpenConnections connections;

	private final Instant time;

	private final Duration limit;

	private final Deadline clock = new Deadline(Duration.ZERO);

	private final List<Witness> witnesses = new ArrayList<>();

	private volatile String system = System.getProperty("os.name", "unknown");

	VerificationRun(Machine machine, Instant time, Duration limit) {
		this.machine = machine;
		this.limit = limit;
		this.connections = new OpenConnections(machine);
		this.time = time;
	}

	FastPathVerification verify() {
		try (this.connections) {
			this.system = this.machine.system();
			this.connections.connect(true, true).close();
			Statement fallOffs = observe(new FallOffExperiment(this.machine, this.connections));
			Statement ip = observe(new IpExperiment(this.machine, this.connections));
			return result(Conclusion.of(fallOffs, ip), null);
		}
		catch (RequestRefusedException ex) {
			FastPathError error = FastPathError.of(ex.getError());
			return result(Conclusion.notActive("the system refused the request: " + error), error);
		}
		catch (Throwable ex) {
			// Whatever is wrong with the measurement, the application can do without
			logger.debug("The verification failed", ex);
			return failed("the verification failed: " + ex);
		}
	}

	private Statement observe(Experiment<?> experiment) {
		// There are two, and what else is done takes little time
		Deadline deadline = new Deadline(this.limit.multipliedBy(2).dividedBy(5));
		Statement statement;
		try {
			statement = experiment.run(deadline);
		}
		catch (IOException ex) {
			statement = Statement.silent(String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("A counter cannot be read", ex);
			statement = Statement.silent(ex.toString());
		}
		synchronized (this.witnesses) {
			this.witnesses.add(new Witness(experiment.counter(), statement.verdict(), statement.reason(),
					experiment.growth().toMap(), deadline.elapsed()));
		}
		return statement;
	}

	/**
	 * Give up from another thread, with what was observed until then.
	 */
	FastPathVerification giveUp() {
		this.connections.close();
		return failed("the verification did not end within %d ms".formatted(this.limit.toMillis()));
	}

	FastPathVerification failed(String reason) {
		return result(Conclusion.cannotBeTold(reason), null);
	}

	private FastPathVerification result(Conclusion conclusion, @Nullable FastPathError error) {
		Verdict verdict = conclusion.verdict();
		synchronized (this.witnesses) {
			return new FastPathVerification(verdict, conclusion.summary(), error, this.witnesses, this.system,
					this.time, this.clock.elapsed());
		}
	}

}
