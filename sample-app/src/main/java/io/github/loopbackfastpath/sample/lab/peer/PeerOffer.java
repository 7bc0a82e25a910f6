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

package io.github.loopbackfastpath.sample.lab.peer;

import java.util.Map;

/**
 * What the peer has to offer, in the line with which it says that it is ready.
 *
 * @param addresses the port, or the path, of each endpoint there is
 * @param causes why there is none of the others
 */
public record PeerOffer(Map<Endpoint, String> addresses, Map<Endpoint, String> causes) {

	/** What every HTTP server of the peer answers. */
	public static final String HTTP_PATH = "/lab-peer";

}
