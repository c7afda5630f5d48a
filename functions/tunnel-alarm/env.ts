export {
  type IntakeEnvironment as Env,
  readIntakeEnvironment as readEnv,
} from '../../shared/runtime/deciding-environment.ts';
