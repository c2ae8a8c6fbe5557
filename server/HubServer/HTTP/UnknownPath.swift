import Hub
import Hummingbird
import SyncProtocol

/// Answers requests for paths that there are not, with a frame like every other error.
struct UnknownPath: RouterMiddleware {
  let service: HubService

  func handle(
    _ request: Request, context: HubRequestContext,
    next: (Request, HubRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      service.metrics.countRequest(path: "other", status: 404)
      return FrameResponse.response(
        ErrorReply(.notFound, "There is no such path."), now: service.environment.now())
    }
  }
}
