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

package io.github.loopbackfastpath.internal.server.reactor;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.loopbackfastpath.internal.server.netty.ServerChannels;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * A resource factory that hands out {@link HookedLoopResources}, in place of the bean
 * whose settings and life it shares. The container initializes and destroys the original.
 */
final class HookedResourceFactory extends ReactorResourceFactory {

	private final ReactorResourceFactory delegate;

	private final ServerChannels channels;

	private @Nullable HookedLoopResources hooked;

	HookedResourceFactory(ReactorResourceFactory delegate, ServerChannels channels) {
		this.delegate = delegate;
		this.channels = channels;
	}

	@Override
	public synchronized LoopResources getLoopResources() {
		// The original has others after it was stopped and started
		LoopResources resources = this.delegate.getLoopResources();
		if (this.hooked == null || !this.hooked.isFor(resources)) {
			this.hooked = (HookedLoopResources) HookedLoopResources.of(resources, this.channels);
		}
		return this.hooked;
	}

	@Override
	public ConnectionProvider getConnectionProvider() {
		return this.delegate.getConnectionProvider();
	}

	@Override
	public boolean isUseGlobalResources() {
		return this.delegate.isUseGlobalResources();
	}

	@Override
	public void setUseGlobalResources(boolean useGlobalResources) {
		this.delegate.setUseGlobalResources(useGlobalResources);
	}

	@Override
	public void addGlobalResourcesConsumer(Consumer<HttpResources> consumer) {
		this.delegate.addGlobalResourcesConsumer(consumer);
	}

	@Override
	public void setConnectionProviderSupplier(Supplier<ConnectionProvider> supplier) {
		this.delegate.setConnectionProviderSupplier(supplier);
	}

	@Override
	public void setConnectionProvider(ConnectionProvider connectionProvider) {
		this.delegate.setConnectionProvider(connectionProvider);
	}

	@Override
	public void setLoopResourcesSupplier(Supplier<LoopResources> supplier) {
		this.delegate.setLoopResourcesSupplier(supplier);
	}

	@Override
	public void setLoopResources(LoopResources loopResources) {
		this.delegate.setLoopResources(loopResources);
	}

	@Override
	public void setShutdownQuietPeriod(Duration shutdownQuietPeriod) {
		this.delegate.setShutdownQuietPeriod(shutdownQuietPeriod);
	}

	@Override
	public void setShutdownTimeout(Duration shutdownTimeout) {
		this.delegate.setShutdownTimeout(shutdownTimeout);
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.delegate.setApplicationContext(applicationContext);
	}

	@Override
	public void afterPropertiesSet() {
		this.delegate.afterPropertiesSet();
	}

	@Override
	public void destroy() {
		this.delegate.destroy();
	}

	@Override
	public void start() {
		this.delegate.start();
	}

	@Override
	public void stop() {
		this.delegate.stop();
	}

	@Override
	public void stop(Runnable callback) {
		this.delegate.stop(callback);
	}

	@Override
	public boolean isRunning() {
		return this.delegate.isRunning();
	}

	@Override
	public boolean isAutoStartup() {
		return this.delegate.isAutoStartup();
	}

	@Override
	public boolean isPauseable() {
		return this.delegate.isPauseable();
	}

	@Override
	public int getPhase() {
		return this.delegate.getPhase();
	}

}
