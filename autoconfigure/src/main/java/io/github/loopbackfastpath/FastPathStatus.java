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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The status of the fast path in one application: what happened on its sockets. Read it
 * from {@link LoopbackFastPath#status()}. "Requested" does not mean that Windows uses the
 * fast path.
 *
 * @since 0.1.0
 */
public interface FastPathStatus {

	/**
	 * Return the listening sockets of the embedded servers, in the order in which they
	 * started. Those that were removed are missing.
	 * @return a snapshot
	 */
	List<? extends ListeningSocket> listeningSockets();

	/**
	 * Return the beans that build clients, in the order in which they were created, and
	 * those clients that are beans and were not built by any of them.
	 * @return a snapshot
	 */
	List<? extends ClientBuilder> clientBuilders();

	/**
	 * Return the numbers of sockets, ordered by side, component and outcome.
	 * @return a snapshot, without zeros
	 */
	List<? extends Count> counts();

	/**
	 * Return on how many sockets of the given side the system accepted the request.
	 * @param side the side
	 * @return the number of sockets
	 */
	long requested(FastPathSide side);

	/**
	 * A listening socket of an embedded server.
	 */
	interface ListeningSocket {

		/**
		 * Return the server's name for it.
		 * @return the name, such as {@code http-nio-8080}
		 */
		String name();

		/**
		 * Return the configured address and port.
		 * @return the address, such as {@code *:8080}
		 */
		String configuredAddress();

		/**
		 * Return the address and port to which the socket is bound.
		 * @return the address, or {@code null} if the socket was not reached
		 */
		@Nullable String localAddress();

		/**
		 * Return whether the socket accepts IPv4 and IPv6.
		 * @return whether it is dual-stack
		 */
		boolean dualStack();

		/**
		 * Return when the fast path was requested.
		 * @return the moment, or {@code null} if it was not requested
		 */
		@Nullable Moment moment();

		/**
		 * Return the outcome.
		 * @return the outcome
		 */
		FastPathOutcome outcome();

	}

	/**
	 * When the fast path was requested, in the life of a listening socket.
	 */
	enum Moment {

		/** Before the socket was bound. */
		BEFORE_BIND("before bind"),

		/** After the socket was bound, before the server accepted connections. */
		BEFORE_ACCEPT("before accept"),

		/**
		 * After the server accepted connections; those that were queued before may not
		 * use the fast path.
		 */
		AFTER_START("after start");

		private final String description;

		Moment(String description) {
			this.description = description;
		}

		@Override
		public String toString() {
			return this.description;
		}

	}

	/**
	 * A bean that builds clients, or a client that none of them built.
	 */
	interface ClientBuilder {

		/**
		 * Return the name of the bean.
		 * @return the name
		 */
		String name();

		/**
		 * Return the type of the bean, without its package.
		 * @return the type
		 */
		String type();

		/**
		 * Return whether the sockets of its clients are covered.
		 * @return the coverage
		 */
		Coverage coverage();

	}

	/**
	 * Whether the sockets of clients are covered.
	 */
	enum Coverage {

		/** A hook requests the fast path before each connection to a loopback address. */
		HOOKED("requests the fast path before connect"),

		/** The client's library gives no access to its sockets. */
		NO_HOOK("its library gives no access to its sockets, which use plain TCP"),

		/** The application put its own connection manager in place of Spring Boot's. */
		OWN_MANAGER("the application's own connection manager is left alone"),

		/** The application gave a client a transport that has no hook. */
		OWN_TRANSPORT("the application's own transport is left alone"),

		/** The builder is not one of Spring Boot's, and its library is not known. */
		OWN_BUILDER("an own builder of the application, whose library is not known"),

		/** The client was not built by a builder bean that has a hook. */
		OWN_CLIENT("not built by a builder bean that requests the fast path, and uses plain TCP"),

		/** The library's internals on which the hook depends have changed. */
		INTERNALS_CHANGED("the internals of its library have changed, its sockets use plain TCP");

		private final String description;

		Coverage(String description) {
			this.description = description;
		}

		@Override
		public String toString() {
			return this.description;
		}

	}

	/**
	 * A number of sockets that are counted together.
	 */
	interface Count {

		/**
		 * Return the side of the connection.
		 * @return the side
		 */
		FastPathSide side();

		/**
		 * Return what requested the fast path.
		 * @return the component, such as {@code tomcat}, or {@code application}
		 */
		String component();

		/**
		 * Return the outcome, without an error.
		 * @return the outcome
		 */
		FastPathOutcome outcome();

		/**
		 * Return how many sockets had this outcome.
		 * @return the number of sockets
		 */
		long sockets();

	}

}
