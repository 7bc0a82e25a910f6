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

package io.github.loopbackfastpath.sample.lab;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * The known word that somebody probably meant.
 */
final class Spelling {

	private Spelling() {
	}

	/**
	 * Return the nearest of the known words: one of which the word is the last part, or
	 * one that differs in at most a third of its characters.
	 */
	static @Nullable String nearest(String word, Collection<String> known) {
		String nearest = null;
		int least = Integer.MAX_VALUE;
		for (String candidate : known) {
			int distance = candidate.endsWith("." + word) ? 0 : distance(word, candidate);
			if (distance < least && distance <= Math.max(2, candidate.length() / 3)) {
				nearest = candidate;
				least = distance;
			}
		}
		return nearest;
	}

	/**
	 * Return Levenshtein's distance: how many characters have to be inserted, removed or
	 * replaced.
	 */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int replaced = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
