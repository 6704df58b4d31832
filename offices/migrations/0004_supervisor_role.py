from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("offices", "0003_form_drafts"),
    ]

    operations = [
        migrations.AlterField(
            model_name='assignment',
            name='role',
            field=models.CharField(choices=[('commune_officer', 'Commune officer'), ('department_appraiser', 'Department appraiser'), ('department_approver', 'Department approver'), ('commune_chair', 'Commune chair'), ('payment_accountant', 'Payment accountant'), ('payment_approver', 'Payment approver'), ('child_protection_officer', 'Child-protection officer'), ('child_protection_supervisor', 'Child-protection supervisor'), ('inspector', 'Inspector'), ('administrator', 'Administrator')], max_length=40),
        ),
    ]
