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

package io.github.loopbackfastpath.internal.server.grpc;

import java.util.concurrent.TimeUnit;

import com.google.protobuf.StringValue;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;

/**
 * A service that answers "hello", without generated code.
 */
public final class HelloService implements BindableService {

	private static final String NAME = "Hello";

	private static final MethodDescriptor<StringValue, StringValue> GREET = MethodDescriptor
		.<StringValue, StringValue>newBuilder()
		.setType(MethodType.UNARY)
		.setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, "Greet"))
		.setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
		.setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
		.build();

	@Override
	public ServerServiceDefinition bindService() {
		return ServerServiceDefinition.builder(NAME).addMethod(GREET, ServerCalls.asyncUnaryCall((request, answer) -> {
			answer.onNext(StringValue.of("hello"));
			answer.onCompleted();
		})).build();
	}

	/**
	 * Ask the service.
	 * @param channel a channel to its server
	 * @return "hello"
	 */
	public static String greet(Channel channel) {
		return ClientCalls
			.blockingUnaryCall(channel, GREET, CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
					StringValue.getDefaultInstance())
			.getValue();
	}

}
