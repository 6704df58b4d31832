import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django_fsm
import offices.models
import protection.models.cases
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('beneficiaries', '0001_initial'),
        ("offices", "0004_supervisor_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChildCase',
            fields=[
                ('state', django_fsm.FSMField(choices=[('reported', 'Report received'), ('forwarded', 'Forwarded, waiting for acceptance'), ('initially_assessed', 'Initial assessment made'), ('in_emergency', 'Under emergency protection'), ('specifically_assessed', 'Specific assessment made'), ('meeting_held', 'Meeting held'), ('plan_submitted', 'Plan waits for the chair'), ('in_implementation', 'Plan being carried out'), ('reviewed', 'Reviewed after the plan'), ('closed', 'Closed, child safe'), ('set_aside', 'No plan needed')], default='reported', max_length=50, protected=True)),
                ('moved_at', models.DateTimeField(null=True)),
                ('received_at', models.DateTimeField()),
                ('forwarded_at', models.DateTimeField(null=True)),
                ('assessed_at', models.DateTimeField(null=True)),
                ('protected_at', models.DateTimeField(null=True)),
                ('planning_at', models.DateTimeField(null=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(default=protection.models.cases.new_code, max_length=12, unique=True, verbose_name='Case code')),
                ('version', models.PositiveIntegerField(default=1)),
                ('cycle', models.PositiveSmallIntegerField(default=1)),
                ('child_name', models.CharField(blank=True, max_length=200, verbose_name='Name of the child')),
                ('child_born_on', models.DateField(blank=True, null=True, verbose_name='Date of birth')),
                ('child_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Age, as estimated')),
                ('child_sex', models.CharField(blank=True, choices=[('F', 'Female'), ('M', 'Male')], max_length=1, verbose_name='Sex')),
                ('child_address', models.CharField(blank=True, max_length=200, verbose_name='Where the child lives')),
                ('child_now', models.TextField(blank=True, verbose_name='How the child is now, where and with whom')),
                ('carers', models.TextField(blank=True, verbose_name='Parents or carers')),
                ('harms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('physical', 'Physical violence'), ('emotional', 'Emotional violence'), ('sexual', 'Sexual abuse'), ('neglect', 'Neglect'), ('abandonment', 'Abandonment'), ('labour', 'Child labour'), ('exploitation', 'Other exploitation'), ('trafficking', 'Trafficking'), ('gender', 'Gender-based violence'), ('online', 'Harm over the network'), ('other', 'Other harm or risk')], max_length=12), default=list, size=None, verbose_name='Forms of harm')),
                ('harmed_by_carer', models.BooleanField(null=True, verbose_name='A parent or carer is the one who harms')),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), default=list, size=None, verbose_name='Special circumstances')),
                ('level', models.CharField(blank=True, choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low')], max_length=6, verbose_name='Level of risk')),
                ('moved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='beneficiaries.person')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FilledForm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('initial', 'Initial assessment (form 02)'), ('specific', 'Specific assessment (form 03)'), ('meeting', 'Minutes of the meeting'), ('review', 'Review after the plan (form 06)'), ('consent', 'Consent')], max_length=10)),
                ('cycle', models.PositiveSmallIntegerField()),
                ('data', models.JSONField()),
                ('at', models.DateTimeField()),
                ('filled_by', models.CharField(max_length=200)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filled_forms', to='protection.childcase')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.TextField(verbose_name='Reason')),
                ('offered_at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('offered', 'Waiting for an answer'), ('accepted', 'Taken over'), ('declined', 'Declined'), ('taken_back', 'Taken back')], default='offered', max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.CharField(blank=True, max_length=200)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='protection.childcase')),
                ('from_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('to_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'ordering': ['offered_at'],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('question', models.TextField(verbose_name='What is asked')),
                ('asked_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True, verbose_name='Answer')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.CharField(blank=True, max_length=200)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='beneficiaries.person')),
                ('to_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'ordering': ['asked_at'],
            },
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('case_key', models.UUIDField(db_index=True)),
                ('at', models.DateTimeField()),
                ('trace', models.CharField(choices=[('deed', 'Deed'), ('look', 'Look')], max_length=4)),
                ('event', models.CharField(choices=[('reported', 'Received the report'), ('report_added', 'Received a further report'), ('forwarded', 'Forwarded the report to the commune where it happened'), ('offered', 'Offered the case to another office'), ('taken_over', 'Took the case over'), ('offer_declined', 'Declined the case'), ('offer_taken_back', 'Took the offer back'), ('child_recorded', 'Recorded who the child is'), ('groups_recorded', 'Recorded the special circumstances'), ('initially_assessed', 'Made the initial assessment'), ('measure_taken', 'Recorded an emergency measure'), ('isolated', 'Ordered temporary isolation'), ('isolation_extended', 'Extended the isolation'), ('isolation_lifted', 'Lifted the isolation'), ('specifically_assessed', 'Made the specific assessment'), ('meeting_held', 'Recorded the meeting'), ('plan_submitted', 'Submitted the plan'), ('plan_returned', 'Sent the plan back'), ('plan_approved', 'Approved the plan'), ('referred', 'Asked for a service'), ('replied', 'Recorded the reply'), ('visited', 'Recorded a visit'), ('visit_missed', 'A visit was missed'), ('reviewed', 'Reviewed after the plan'), ('went_on', 'Began a new plan'), ('closed', 'Closed the case'), ('set_aside', 'Found that no plan is needed'), ('reopened', 'Reopened the case'), ('consent_recorded', 'Recorded consent'), ('duty_given', 'Gave a duty to another person'), ('shared', 'Let somebody work along'), ('access_ended', 'Ended an access'), ('withheld', 'Added to whom the case is withheld from'), ('glass_broken', 'Opened the case by emergency access'), ('glass_reviewed', 'Reviewed the emergency access'), ('task_done', 'Saw to a task'), ('asked', 'Asked another office about the child'), ('answered', 'Answered another office'), ('viewed', 'Opened the page of the case'), ('found', 'Found the case by a search'), ('unsealed', 'Opened what is sealed'), ('printed', 'Printed a paper')], max_length=30)),
                ('user_name', models.CharField(max_length=200)),
                ('role', models.CharField(max_length=40)),
                ('office_code', models.CharField(blank=True, max_length=20)),
                ('office_name', models.CharField(blank=True, max_length=200)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('cycle', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('stop_harm', 'Police stop the harm'), ('medical', 'First aid or treatment'), ('evidence', 'Evidence kept'), ('shelter', 'Safe place to stay'), ('hotline', 'Guidance of hotline 111'), ('other', 'Other measure'), ('isolation', 'Temporary isolation from parent or carer'), ('authority', 'Isolation continued by decision of an authority')], max_length=10, verbose_name='Measure')),
                ('taken_at', models.DateTimeField(verbose_name='Taken at')),
                ('done_by', models.CharField(blank=True, max_length=200, verbose_name='Carried out by')),
                ('note', models.TextField(blank=True, verbose_name='Note')),
                ('ground', models.CharField(blank=True, choices=[('by_carer', 'Harmed, or at risk, by the parent or carer'), ('plan_refused', 'Abused, and the parent or carer refuses the plan'), ('again', 'Abused, and likely to be abused again by the parent or carer')], max_length=12, verbose_name='Ground')),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='Decision number')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='Safe place')),
                ('first_on', models.DateField(null=True)),
                ('starts_on', models.DateField(null=True, verbose_name='From')),
                ('ends_on', models.DateField(null=True, verbose_name='To')),
                ('lifted_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='protection.childcase')),
            ],
            options={
                'ordering': ['taken_at'],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('duty', models.CharField(choices=[('officer', 'Assigned officer'), ('supervisor', 'Supervisor'), ('chair', 'Chair who decides'), ('receiver', 'Asked to take the case over'), ('partner', 'Works along'), ('break_glass', 'Emergency access')], max_length=12)),
                ('since_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='protection.childcase')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('cycle', models.PositiveSmallIntegerField()),
                ('goal', models.TextField(verbose_name='Goals')),
                ('submitted_at', models.DateTimeField()),
                ('returned_at', models.DateTimeField(null=True)),
                ('return_reason', models.TextField(blank=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('decision_number', models.CharField(blank=True, max_length=60, verbose_name='Decision number')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='protection.childcase')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['submitted_at'],
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(choices=[('medical', 'Medical care'), ('psychological', 'Psychological support and therapy'), ('shelter', 'Safe place to stay'), ('legal', 'Legal aid'), ('social', 'Social assistance'), ('education', 'Schooling'), ('vocation', 'Vocational training'), ('parenting', 'Advice to parents or carers'), ('alternative_care', 'Alternative care'), ('police', 'Protection by the police'), ('labour_check', 'Check of the workplace'), ('identity', 'Identity and papers'), ('reunion', 'Return to the family and community'), ('safety_check', "Watching over the child's safety")], max_length=20, verbose_name='Service')),
                ('task', models.CharField(blank=True, max_length=300, verbose_name='What is to be done')),
                ('responsible', models.CharField(max_length=200, verbose_name='Responsible')),
                ('provider', models.CharField(blank=True, max_length=200, verbose_name='Service provider')),
                ('starts_on', models.DateField(verbose_name='From')),
                ('ends_on', models.DateField(verbose_name='Expected end')),
                ('cost', models.BigIntegerField(default=0, verbose_name='Estimated cost')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_items', to='protection.childcase')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='protection.plan')),
            ],
            options={
                'ordering': ['starts_on', 'service'],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(choices=[('medical', 'Medical care'), ('psychological', 'Psychological support and therapy'), ('shelter', 'Safe place to stay'), ('legal', 'Legal aid'), ('social', 'Social assistance'), ('education', 'Schooling'), ('vocation', 'Vocational training'), ('parenting', 'Advice to parents or carers'), ('alternative_care', 'Alternative care'), ('police', 'Protection by the police'), ('labour_check', 'Check of the workplace'), ('identity', 'Identity and papers'), ('reunion', 'Return to the family and community'), ('safety_check', "Watching over the child's safety")], max_length=20, verbose_name='Service')),
                ('to_whom', models.CharField(max_length=200, verbose_name='Asked of')),
                ('told', models.TextField(verbose_name='What is told to them')),
                ('asked_at', models.DateTimeField()),
                ('answer_by', models.DateField(null=True, verbose_name='Answer wanted by')),
                ('reply', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('declined', 'Declined'), ('done', 'Service given')], max_length=10, verbose_name='Reply')),
                ('reply_text', models.TextField(blank=True, verbose_name='What they replied')),
                ('replied_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='protection.childcase')),
            ],
            options={
                'ordering': ['asked_at'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('received_at', models.DateTimeField(verbose_name='Received at')),
                ('channel', models.CharField(choices=[('hotline', 'Hotline 111'), ('police', 'Police'), ('school', 'School'), ('neighbour', 'Neighbour or resident'), ('family', 'Family'), ('child', 'The child'), ('health', 'Health facility'), ('walk_in', 'In person at the office'), ('other', 'Other')], max_length=10, verbose_name='Who reports')),
                ('means', models.CharField(choices=[('telephone', 'By telephone'), ('in_person', 'In person'), ('written', 'In writing'), ('network', 'Over the network')], default='telephone', max_length=10, verbose_name='How')),
                ('anonymous', models.BooleanField(default=False, verbose_name='The reporter stays anonymous')),
                ('what', models.TextField(verbose_name='What is told')),
                ('when', models.CharField(blank=True, max_length=200, verbose_name='When it happened')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='Where it happened')),
                ('in_danger', models.BooleanField(default=False, verbose_name='Life, health or dignity is in danger now')),
                ('consequence', models.TextField(blank=True, verbose_name='Likely consequence for the child')),
                ('done', models.TextField(blank=True, verbose_name='What has been done already')),
                ('taken_by', models.CharField(max_length=200)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='protection.childcase')),
            ],
            options={
                'ordering': ['received_at'],
            },
        ),
        migrations.CreateModel(
            name='Sealed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('reporter', 'Reporter'), ('harmer', 'Person suspected of harm')], max_length=8)),
                ('content', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='protection.childcase')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('visit_missed', 'A visit was missed'), ('glass_broken', 'Emergency access is to be reviewed')], max_length=14)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('note', models.TextField(blank=True)),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='protection.childcase')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on'],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('due_on', models.DateField(verbose_name='Due on')),
                ('made_at', models.DateTimeField(null=True)),
                ('made_by', models.CharField(blank=True, max_length=200)),
                ('saw_child', models.BooleanField(null=True, verbose_name='The child was seen')),
                ('child_safe', models.BooleanField(null=True, verbose_name='The child is safe')),
                ('findings', models.TextField(blank=True, verbose_name='What was found')),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='protection.childcase')),
            ],
            options={
                'ordering': ['due_on'],
            },
        ),
        migrations.CreateModel(
            name='Withheld',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('who', models.CharField(max_length=200, verbose_name='From whom')),
                ('reason', models.TextField(verbose_name='Reason')),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withheld', to='protection.childcase')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.AddIndex(
            model_name='childcase',
            index=models.Index(fields=['state', 'received_at'], name='childcase_state'),
        ),
        migrations.AddConstraint(
            model_name='childcase',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['reported', 'forwarded', 'initially_assessed', 'in_emergency', 'specifically_assessed', 'meeting_held', 'plan_submitted', 'in_implementation', 'reviewed', 'closed', 'set_aside'])), name='childcase_state_known', violation_error_message='A case cannot be in this state.'),
        ),
        migrations.AddConstraint(
            model_name='childcase',
            constraint=models.CheckConstraint(condition=models.Q(('groups__contained_by', ['a.1', 'a.2', 'a.3', 'a.4', 'b.1', 'b.2', 'c.1', 'c.2', 'c.3', 'c.4', 'c.5', 'c.6', 'c.7', 'c.8', 'c.9', 'c.10', 'c.11', 'c.12', 'd.1', 'd.2', 'd.3', 'dd', 'e.1', 'e.2', 'e.3', 'e.4', 'g.1', 'g.2', 'h.1', 'h.2', 'i', 'k.1', 'k.2', 'k.3', 'k.4', 'k.5', 'l.1', 'l.2', 'l.3', 'l.4', 'l.5', 'm.1', 'm.2', 'n.1', 'n.2', 'o.1', 'o.2', 'o.3'])), name='childcase_groups_known', violation_error_message='This group of children is not one of the law.'),
        ),
        migrations.AddConstraint(
            model_name='childcase',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['reported', 'forwarded']), models.Q(('level', ''), _negated=True), _connector='OR'), name='childcase_assessed_has_level', violation_error_message='An assessed case has its level of risk.'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'offered')), fields=('case',), name='protection_one_hand_over_open', violation_error_message='The case is already offered to an office.'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('from_office', models.F('to_office')), _negated=True), name='protection_hand_over_elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'isolation'), _negated=True), models.Q(('ends_on__isnull', False), ('first_on__isnull', False), ('starts_on__isnull', False), models.Q(('decision_number', ''), _negated=True), models.Q(('place', ''), _negated=True)), _connector='OR'), name='isolation_is_complete', violation_error_message='An isolation has its decision, its place and its end.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), models.Q(('ends_on__gte', models.F('starts_on')), ('starts_on__gte', models.F('first_on'))), _connector='OR'), name='isolation_in_order', violation_error_message='The isolation would end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__lte', django.db.models.expressions.CombinedExpression(models.F('first_on'), '+', models.Value(datetime.timedelta(days=14)))), _connector='OR'), name='isolation_at_most_15_days', violation_error_message='An isolation lasts at most 15 days in all.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'isolation')), expressions=[(models.F('case'), '='), (models.F('cycle'), '='), (models.F('first_on'), '<>')], name='isolation_one_first_day_per_cycle', violation_error_message='An isolation lasts at most 15 days in all.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'isolation'), ('lifted_at__isnull', True)), expressions=[(models.F('case'), '='), (offices.models.DateRange(models.F('starts_on'), models.F('ends_on'), django.contrib.postgres.fields.ranges.RangeBoundary(True, True)), '&&')], name='isolation_one_at_a_time', violation_error_message='An isolation is in force: extend it or lift it.'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['user'], name='protection_member_user'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(condition=models.Q(('duty__in', ['officer', 'supervisor', 'chair']), ('ended_at__isnull', True)), fields=('case', 'duty'), name='protection_one_holder_per_duty', violation_error_message='Somebody already has this duty.'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('duty', 'break_glass'), _negated=True), models.Q(('expires_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='protection_broken_glass_expires', violation_error_message='Emergency access has a reason and a time limit.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='protection_plan_two_people', violation_error_message='Whoever submitted a plan may not approve it.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), models.Q(('approved_by__isnull', False), ('returned_at__isnull', True), models.Q(('decision_number', ''), _negated=True)), _connector='OR'), name='protection_plan_approved_by_decision', violation_error_message='An approved plan has its decision.'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='plan_item_in_order', violation_error_message='A service of the plan would end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('cost__gte', 0)), name='plan_item_cost_not_negative', violation_error_message='An amount is not negative.'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('about__isnull', True), ('user__isnull', True), models.Q(('about', models.F('user')), _negated=True), _connector='OR'), name='protection_task_two_people', violation_error_message='Nobody reviews their own emergency access.'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('made_at__isnull', True)), fields=('case',), name='protection_one_visit_ahead'),
        ),
    ]
